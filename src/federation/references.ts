import type { GraphQLResolveInfo } from 'graphql';
import { keyFields, keyDirectives } from './keys.js';
import type { RequestContext } from './requestContext.js';
import { factsOf } from './schemaFacts.js';
import type { ReferenceResolver, References, Subgraph } from './subgraph.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What several subgraphs know of one entity, as one object, the first's word before the others'; null where one does not know it. */
const merged =
  (resolvers: readonly ReferenceResolver[]): ReferenceResolver =>
  (representation, context, info) => {
    // Outside the promise, so that a bad representation fails as soon as one of a single resolver does.
    const asked = resolvers.map((resolve) => resolve(representation, context, info));
    return Promise.all(asked).then((parts) =>
      parts.every(isObject) ? (Object.assign({}, ...parts.toReversed()) as object) : null,
    );
  };

/** The references of all subgraphs. An entity of several is what all of them say of it. */
export function mergeReferences(subgraphs: readonly Subgraph[]): References {
  const types = new Set(subgraphs.flatMap(({ references }) => Object.keys(references)));
  return Object.fromEntries(
    [...types].map((type) => {
      const resolvers = subgraphs.flatMap(({ references }) => references[type] ?? []);
      const [only] = resolvers;
      return [type, resolvers.length === 1 && only !== undefined ? only : merged(resolvers)];
    }),
  );
}

/** The field that alone is the key of an entity type, as its SDL says; undefined where several are. */
function keyFieldOf({ schema }: GraphQLResolveInfo, type: string): string | undefined {
  return keyDirectives(schema.getType(type)?.astNode ?? {})
    .map(keyFields)
    .find((fields) => /^\w+$/.test(fields));
}

/** Whether the schema has entities of a type that are known by one field. */
export const hasReference = (info: GraphQLResolveInfo, type: string): boolean =>
  Object.hasOwn(factsOf(info.schema).references, type) && keyFieldOf(info, type) !== undefined;

/**
 * An entity of another subgraph by its key, the one field that its SDL names in `@key`, with what the selection asks, the key
 * as `id` whatever the field's name, and its `__typename`; null when unknown. This is how a subgraph gives a key, and the
 * owner's loader answers.
 */
export async function loadReference(
  type: string,
  id: string,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<{ readonly __typename: string; readonly id: string } | null> {
  const [resolve, field] = [factsOf(info.schema).references[type], keyFieldOf(info, type)];
  if (resolve === undefined || field === undefined)
    throw new Error(`No subgraph resolves references of type ${type} by one field`);
  const entity = await resolve({ __typename: type, [field]: id }, context, info);
  return isObject(entity) ? { ...entity, id, __typename: type } : null;
}
