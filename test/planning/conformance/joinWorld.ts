import { makeExecutableSchema } from '@graphql-tools/schema';
import { execute, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { composeSubgraphs } from '../../../src/composition/compose.js';
import { createJoinedExecutor } from '../../../src/planning/createJoinedExecutor.js';
import type { CallSubgraph, JoinedEngine, SubgraphCall } from '../../../src/planning/Planner.js';
import { createSubgraphSchema } from '../../../src/subgraph.js';
import { readSupergraph } from '../../../src/supergraph/readSupergraph.js';
import type { Supergraph } from '../../../src/supergraph/Supergraph.js';
import { link, type Part, type World } from './World.js';

type Variables = Readonly<Record<string, unknown>>;

/** Composes subgraphs by the composer that the gateway has. */
export function composed(subgraphs: World['subgraphs']): string {
  return composeSubgraphs(Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, url: '', sdl: linked(sdl) })))
    .sdl;
}

/** The SDL of a subgraph; what has no link of its own gets that of federation 2, but for one that begins as federation 1. */
const linked = (sdl: string): string => (sdl.startsWith('# federation 1') || sdl.includes('@link') ? sdl : link + sdl);

/** A subgraph in this process. What it answers passes through JSON, as that of others does. */
export function subgraphCall(subgraphs: World['subgraphs'], calls: SubgraphCall[] = []): CallSubgraph {
  const schemas = new Map(
    Object.entries(subgraphs).map(([name, { sdl, resolvers = {} }]: [string, Part]) => [
      name,
      createSubgraphSchema({ typeDefs: linked(sdl), resolvers }),
    ]),
  );
  return async (call) => {
    calls.push(call);
    const schema = schemas.get(call.subgraph) as GraphQLSchema;
    const faults = validate(schema, call.document);
    if (faults.length > 0)
      throw new Error(`${call.subgraph} is asked what it does not have: ${call.text} ${faults.join(' ')}`);
    const variableValues = JSON.parse(JSON.stringify(call.variables)) as Variables;
    const result = await execute({ schema, document: call.document, variableValues, contextValue: {} });
    return JSON.parse(JSON.stringify(result)) as ExecutionResult;
  };
}

/** A world as the gateway has it, and as one schema. */
export interface JoinedWorld {
  readonly supergraph: Supergraph;
  readonly whole: GraphQLSchema;
  /** The answer of one engine. */
  ask(engine: JoinedEngine, document: DocumentNode, variables: Variables): Promise<ExecutionResult>;
  /** The answer of the one schema. */
  expected(document: DocumentNode, variables: Variables): Promise<ExecutionResult>;
}

export async function joinWorld(world: World): Promise<JoinedWorld> {
  const supergraph = readSupergraph(composed(world.subgraphs));
  const whole = makeExecutableSchema({ typeDefs: world.whole.sdl, resolvers: world.whole.resolvers ?? {} });
  const call = subgraphCall(world.subgraphs);
  const executors = {
    planner: await createJoinedExecutor(supergraph, { engine: 'planner' }),
    stitching: await createJoinedExecutor(supergraph, { engine: 'stitching' }),
  };
  const { signal } = new AbortController();
  return {
    supergraph,
    whole,
    ask: (engine, document, variables) =>
      executors[engine].execute({ document, operationName: null, variables, signal }, call),
    expected: async (document, variableValues) =>
      execute({ schema: whole, document, variableValues, contextValue: {} }),
  };
}

type Path = readonly (string | number)[];

/** Whether something around a place is null, so that any error in it may be the one that is told. */
function isInNull(data: unknown, path: Path): boolean {
  let value = data;
  for (const step of path.slice(0, -1)) {
    if (value === null || value === undefined) return true;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value === null || value === undefined;
}

/** What must be the same of two answers: the data, and where errors are; of those that take out the same place one is enough. */
export function comparable({ data, errors = [] }: ExecutionResult): unknown {
  const plain: unknown = JSON.parse(JSON.stringify(data ?? null));
  const paths = errors.map(({ path = [] }) => (isInNull(plain, path) ? 'in null' : path.join('.')));
  return { data: plain, paths: [...new Set(paths)].toSorted() };
}
