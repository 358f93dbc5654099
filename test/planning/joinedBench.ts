import { parse, type ExecutionResult } from 'graphql';
import { createJoinedExecutor } from '../../src/planning/createJoinedExecutor.js';
import type { JoinedEngine, SubgraphCall } from '../../src/planning/Planner.js';
import { readSupergraph } from '../../src/supergraph/readSupergraph.js';
import { composed } from './conformance/joinWorld.js';

/** Two subgraphs of which the second knows more of the items of the first. */
const sdl = composed({
  base: {
    sdl: `
      type Query {
        items: [Item]
        sure: [Item!]!
        one: Item
        node: Node
        word(n: Int): String
        text: String
        int: Int
        float: Float
        flag: Boolean
        id: ID
        mood: Mood
        moods: [Mood!]
        words: [String!]
        box: Box
      }
      interface Node { id: ID! }
      type Item implements Node @key(fields: "id") { id: ID! name: String weight: Int peer: Item box: Box }
      type Box implements Node @key(fields: "id") { id: ID! label: String item: Item }
      type Ghost implements Node @inaccessible { id: ID! }
      enum Mood { GLAD SAD @inaccessible }
      type Mutation { change: Int }
      type Subscription { changed: Int }`,
  },
  more: {
    sdl: `
      type Query { other: Int other2: Int! }
      type Item @key(fields: "id") { id: ID! weight: Int @external price: Int cost: Int! fee: Int @requires(fields: "weight") }
      type Box @key(fields: "id") { id: ID! size: Int }`,
  },
});

type Answers = Readonly<Record<string, unknown>>;

/** What a subgraph answers to a call, or throws. */
export type Answering = (call: SubgraphCall, turn: number) => unknown;

/** An operation over subgraphs whose answers the test gives; aliases and arguments of its own make names that it does not know. */
export async function askJoined(
  text: string,
  answering: Readonly<Record<string, Answering | Answers | null>>,
  options: {
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly operationName?: string;
    readonly engine?: JoinedEngine;
    readonly signal?: AbortSignal;
  } = {},
): Promise<{ answer: ExecutionResult; calls: SubgraphCall[] }> {
  const { variables = {}, operationName = null, engine = 'planner', signal = new AbortController().signal } = options;
  const executor = await createJoinedExecutor(readSupergraph(sdl), { engine });
  const calls: SubgraphCall[] = [];
  const operation = { document: parse(text), operationName, variables, signal };
  const answer = await executor.execute(operation, async (call) => {
    calls.push(call);
    const given = answering[call.subgraph];
    const made: unknown = typeof given === 'function' ? given(call, calls.length) : given;
    return Promise.resolve(JSON.parse(JSON.stringify(made ?? null)) as ExecutionResult);
  });
  return { answer: JSON.parse(JSON.stringify(answer)) as ExecutionResult, calls };
}
