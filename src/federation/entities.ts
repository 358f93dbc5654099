import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from './requestContext.js';
import { checkLength } from '../lib/checks/checkLength.js';
import { shortened } from '../lib/text/shortened.js';
import { UserError } from '../lib/errors/UserError.js';
import type { References } from './subgraph.js';

/** How much one `_entities` may ask for. */
export interface EntityLimits {
  /** Different representations that one `_entities` answers at the most. */
  readonly representations: number;
}

/** Different representations that are asked for together, in one statement per type: as many as the largest page has. */
const mostTogether = 1000;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function answer(
  representation: unknown,
  references: References,
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

/** A representation as text, in which the order of its fields does not count. */
const textOf = (representation: unknown): string =>
  JSON.stringify(
    isObject(representation)
      ? Object.entries(representation).toSorted(([one], [other]) => (one < other ? -1 : 1))
      : representation,
  );

/**
 * Resolves `_entities`: in the order of the representations, null where unknown, an error of its own for each bad one. Equal ones
 * are resolved once. A thousand start at the same time, so that the loaders behind them make one statement per type and key,
 * and the next thousand in the next turn of the event loop. Throws a `UserError` for too many different ones.
 */
export function resolveEntities(
  representations: readonly unknown[],
  { references, limits }: { readonly references: References; readonly limits: EntityLimits },
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<unknown>[] {
  const texts = representations.map(textOf);
  const different = [...new Map(texts.map((text, n) => [text, representations[n]]))];
  const hint = ', equal ones counted once ("limits.representations" in the config file)';
  checkLength(different, 'representations', limits.representations, hint);
  const turns = Array.from({ length: Math.ceil(different.length / mostTogether) }, (_, n) =>
    n === 0 ? undefined : nextTurn(),
  );
  const answers = new Map(
    different.map(([text, representation], n) => {
      const start = () => answer(representation, references, context, info);
      return [text, turns[Math.floor(n / mostTogether)]?.then(start) ?? start()];
    }),
  );
  return texts.map((text) => answers.get(text) as Promise<unknown>);
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
