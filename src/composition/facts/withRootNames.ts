import { Kind, type DocumentNode, type OperationTypeNode } from 'graphql';
import type { TypeFacts } from './TypeFacts.js';

const rootNames: Readonly<Record<OperationTypeNode, string>> = {
  query: 'Query',
  mutation: 'Mutation',
  subscription: 'Subscription',
};

/** Types by the names that a supergraph gives them: the roots of a subgraph may be called otherwise there. */
export function withRootNames(
  types: ReadonlyMap<string, TypeFacts>,
  { definitions }: DocumentNode,
): ReadonlyMap<string, TypeFacts> {
  const renamed = new Map(
    definitions
      .flatMap((one) =>
        one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION ? (one.operationTypes ?? []) : [],
      )
      .map(({ operation, type }) => [type.name.value, rootNames[operation]]),
  );
  if ([...renamed].every(([own, name]) => own === name)) return types;
  return new Map(
    [...types.values()]
      .map((type) => [type.name, type] as const)
      .map(([own, type]) => {
        const name = renamed.get(own) ?? own;
        return [name, { ...type, name }];
      }),
  );
}
