import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../context.js';
import { shortened } from '../lib/shortened.js';
import { UserError } from '../lib/UserError.js';
import type { ReferenceResolver } from './subgraph.js';

/** The most representations that one `_entities` answers. */
const mostRepresentations = 1000;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function answer(
  representation: unknown,
  references: Readonly<Record<string, ReferenceResolver>>,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  if (!isObject(representation) || typeof representation['__typename'] !== 'string')
    throw new UserError('A representation must be an object with a "__typename".', 'BAD_REPRESENTATION');
  const { __typename: type } = representation;
  const resolve = Object.hasOwn(references, type) ? references[type] : undefined;
  if (resolve === undefined)
    throw new UserError(`This subgraph resolves no references of type "${shortened(type)}".`, 'BAD_REPRESENTATION');
  const entity = await resolve(representation, context, info);
  return isObject(entity) ? { ...entity, __typename: type } : null;
}

/**
 * Resolves `_entities`: in the order of the representations, null where unknown, an error of its own for each bad one.
 * All start at the same time, so that the loaders behind them make one statement per type and key.
 */
export function resolveEntities(
  representations: readonly unknown[],
  references: Readonly<Record<string, ReferenceResolver>>,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<unknown>[] {
  if (representations.length > mostRepresentations)
    throw new UserError(
      `"representations" has ${representations.length} entries, and ${mostRepresentations} are the most.`,
      'TOO_MANY_IDS',
    );
  return representations.map((representation) => answer(representation, references, context, info));
}

/** The key of a representation as text: GraphQL ids may come as numbers. Throws a `UserError` where it is missing. */
export function keyOf(representation: Readonly<Record<string, unknown>>, field: string): string {
  const value = representation[field];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new UserError(
    `A representation of "${String(representation['__typename'])}" must have "${field}" as text.`,
    'BAD_REPRESENTATION',
  );
}
