import {
  buildSchema,
  graphql,
  parse,
  print,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { composeSubgraphs, type SubgraphSource } from '../../src/composition/compose.js';
import { createSubgraphSchema, type SubgraphParts } from '../../src/subgraph.js';

/** A subgraph that answers in this process. */
export interface AnsweringSubgraph {
  readonly source: SubgraphSource;
  readonly resolvers: SubgraphParts<object>['resolvers'];
}

interface Call {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** What is used of router-runtime, whose own types change those of graphql for the whole program. */
interface RouterRuntime {
  readonly unifiedGraphHandler: (options: {
    readonly unifiedGraph: GraphQLSchema;
    readonly getUnifiedGraphSDL: () => string;
    readonly onSubgraphExecute: (name: string, call: Call) => Promise<ExecutionResult>;
  }) => Promise<{ readonly unifiedGraph: GraphQLSchema; readonly executor: (call: Call) => Promise<ExecutionResult> }>;
}

/** Composes subgraphs, and gives what asks them by the planner that routers use. */
export async function askComposed(
  subgraphs: readonly AnsweringSubgraph[],
): Promise<(operation: string) => Promise<unknown>> {
  const { sdl } = composeSubgraphs(subgraphs.map(({ source }) => source));
  const schemas = new Map(
    subgraphs.map(({ source, resolvers }) => [source.name, createSubgraphSchema({ typeDefs: source.sdl, resolvers })]),
  );
  const installed: string = '@graphql-hive/router-runtime';
  const { unifiedGraphHandler } = (await import(installed)) as RouterRuntime;
  const { unifiedGraph, executor } = await unifiedGraphHandler({
    unifiedGraph: buildSchema(sdl, { assumeValid: true, assumeValidSDL: true }),
    getUnifiedGraphSDL: () => sdl,
    onSubgraphExecute: (name, { document, variables = {} }) =>
      graphql({
        schema: schemas.get(name.toLowerCase()) as GraphQLSchema,
        source: print(document),
        variableValues: variables,
        contextValue: {},
      }),
  });
  return async (operation) => {
    const document = parse(operation);
    const faults = validate(unifiedGraph, document);
    return faults.length > 0 ? { faults: faults.map(String) } : executor({ document, variables: {} });
  };
}
