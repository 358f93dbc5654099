import { graphql, parse, validate, type GraphQLSchema } from 'graphql';
import { composeSubgraphs } from '../../src/composition/compose.js';
import type { SubgraphSource } from '../../src/composition/Composition.js';
import { createJoinedExecutor } from '../../src/planning/createJoinedExecutor.js';
import { createSubgraphSchema, type SubgraphParts } from '../../src/subgraph.js';
import { readSupergraph } from '../../src/supergraph/readSupergraph.js';

/** A subgraph that answers in this process. */
export interface AnsweringSubgraph {
  readonly source: SubgraphSource;
  readonly resolvers: SubgraphParts<object>['resolvers'];
}

/** Composes subgraphs, and gives what asks them by plans. */
export async function askComposed(
  subgraphs: readonly AnsweringSubgraph[],
): Promise<(operation: string) => Promise<unknown>> {
  const supergraph = readSupergraph(composeSubgraphs(subgraphs.map(({ source }) => source)).sdl);
  const schemas = new Map(
    subgraphs.map(({ source, resolvers }) => [source.name, createSubgraphSchema({ typeDefs: source.sdl, resolvers })]),
  );
  const executor = await createJoinedExecutor(supergraph, { engine: 'planner' });
  return async (operation) => {
    const document = parse(operation);
    const faults = validate(supergraph.apiSchema, document);
    if (faults.length > 0) return { faults: faults.map(String) };
    const asked = { document, operationName: null, variables: {}, signal: new AbortController().signal };
    const result = await executor.execute(asked, ({ subgraph, text, variables }) =>
      graphql({
        schema: schemas.get(subgraph) as GraphQLSchema,
        source: text,
        variableValues: { ...variables },
        contextValue: {},
      }),
    );
    return JSON.parse(JSON.stringify(result)) as unknown;
  };
}
