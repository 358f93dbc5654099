import { parse, print, type ExecutionResult } from 'graphql';
import { compose } from '../../../scripts/lib/composeSupergraph.js';
import { createJoinedExecutor } from '../../../src/planning/createJoinedExecutor.js';
import type { JoinedEngine, SubgraphCall } from '../../../src/planning/Planner.js';
import { readSupergraph } from '../../../src/supergraph/readSupergraph.js';

/** A subgraph that answers, wherever it is. */
export interface Room {
  readonly name: string;
  readonly sdl: string;
  answer(query: string, variables: Readonly<Record<string, unknown>>): Promise<ExecutionResult>;
}

/** Subgraphs behind a gateway, which is asked as a client asks. */
export async function joinRooms(rooms: readonly Room[], engine: JoinedEngine = 'planner') {
  const supergraph = readSupergraph(compose(rooms.map(({ name, sdl }) => ({ name, sdl }))).supergraphSdl);
  const executor = await createJoinedExecutor(supergraph, { engine });
  const calls: string[] = [];
  const byName = new Map(rooms.map((room) => [room.name, room]));
  const call = async ({ subgraph, document, variables }: SubgraphCall): Promise<ExecutionResult> => {
    const room = byName.get(subgraph);
    calls.push(subgraph);
    if (room === undefined) throw new Error(`No subgraph ${subgraph}`);
    return room.answer(print(document), variables);
  };
  return {
    schema: supergraph.apiSchema,
    /** The subgraphs that were called, in their order. */
    calls,
    ask: (query: string): Promise<ExecutionResult> =>
      executor.execute(
        { document: parse(query), operationName: null, variables: {}, signal: new AbortController().signal },
        call,
      ),
  };
}
