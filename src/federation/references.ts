import type { GraphQLResolveInfo } from 'graphql';
import { isKeyAlone, markKeyAlone } from './keyAlone.js';
import { keyObject, keyOfLength } from './keyLeaves.js';
import type { RequestContext } from './requestContext.js';
import { factsOf } from './schemaFacts.js';
import type { ReferenceResolver, References, Subgraph } from './subgraph.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What several subgraphs know of one entity, as one object, the first's word before the others'; null where one does not know it. */
function merged(resolvers: readonly ReferenceResolver[]): ReferenceResolver {
  const all: ReferenceResolver = (representation, context, info) => {
    const asked: unknown[] = [];
    try {
      // Outside the promise, so that a bad representation fails as soon as one of a single resolver does.
      for (const resolve of resolvers) asked.push(resolve(representation, context, info));
    } catch (error) {
      // What began before it may fail too, and is heard by nobody else.
      void Promise.allSettled(asked);
      throw error;
    }
    return Promise.all(asked).then((parts) =>
      parts.every(isObject) ? (Object.assign({}, ...parts.toReversed()) as object) : null,
    );
  };
  return resolvers.every(isKeyAlone) ? markKeyAlone(all) : all;
}

/** The references of all subgraphs. An entity of several is what all of them say of it. */
export function mergeReferences(subgraphs: readonly Subgraph[]): References {
  const types = new Set(subgraphs.flatMap(({ references }) => Object.keys(references)));
  return Object.fromEntries(
    [...types].map((type) => {
      const all = subgraphs.flatMap(({ references }) => references[type] ?? []);
      const owners = all.filter((resolve) => !isKeyAlone(resolve));
      // Who gives every key back adds nothing to what an owner says.
      const resolvers = owners.length > 0 ? owners : all.slice(0, 1);
      const [only] = resolvers;
      return [type, resolvers.length === 1 && only !== undefined ? only : merged(resolvers)];
    }),
  );
}

/** Whether the schema has entities of a type that are known by a key of so many fields. */
export const hasKey = ({ schema }: GraphQLResolveInfo, type: string, count = 1): boolean =>
  keyOfLength(schema, type, count) !== undefined;

/** Whether this server knows which entities of a type there are: not where all that it has of them is what they are keys of. */
export function isOwned({ schema }: GraphQLResolveInfo, type: string): boolean {
  const { references } = factsOf(schema);
  const resolve = Object.hasOwn(references, type) ? references[type] : undefined;
  return resolve !== undefined && !isKeyAlone(resolve);
}

/**
 * An entity of another subgraph by the values of the fields that its SDL names in `@key`, with what the selection asks and its
 * `__typename`; null when unknown. This is how a subgraph gives a key, and the owner's loader answers. Where the owner is served
 * elsewhere, the key alone: who asks goes on there.
 */
export async function loadByKey(
  type: string,
  key: readonly string[],
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<{ readonly __typename: string } | null> {
  const fields = keyOfLength(info.schema, type, key.length);
  if (fields === undefined)
    throw new Error(
      `No subgraph resolves references of type ${type} by ${key.length === 1 ? 'one field' : `${key.length} fields`}`,
    );
  const { references } = factsOf(info.schema);
  const resolve = Object.hasOwn(references, type) ? references[type] : undefined;
  const given = keyObject(fields, key);
  if (resolve === undefined) return { ...given, __typename: type };
  const entity = await resolve({ __typename: type, ...given }, context, info);
  return isObject(entity) ? { ...entity, __typename: type } : null;
}

/** The entity that `loadByKey` gives for a key of one field, with the key as `id` whatever the field's name. */
export async function loadReference(
  type: string,
  id: string,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<{ readonly __typename: string; readonly id: string } | null> {
  const entity = await loadByKey(type, [id], context, info);
  return entity === null ? null : { ...entity, id };
}
