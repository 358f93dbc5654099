import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GraphQLResolveInfo } from 'graphql';
import { isJsonObject } from '../lib/checks/isJsonObject.js';
import { codedError } from '../lib/errors/codedError.js';
import { shortened } from '../lib/text/shortened.js';
import { givenKey } from './entityKeys.js';
import type { EntityType, Representation } from './EntityType.js';
import { typed } from './typedEntity.js';

/** How much one `_entities` may ask for, and how much of it is resolved at a time. */
export interface ReferenceLimits {
  /** Different representations at the most; undefined for any number. */
  readonly representations?: number | undefined;
  /** Reads on from the sentence that refuses more. */
  readonly hint?: string | undefined;
  /** Different representations that are resolved together, the next ones in the next turn of the event loop; undefined for all. */
  readonly together?: number | undefined;
}

/** Who asks, and how. */
interface Asked<C> {
  readonly types: ReadonlyMap<string, EntityType<C>>;
  readonly context: C;
  readonly info: GraphQLResolveInfo;
}

const inOrder = (_: string, value: unknown): unknown =>
  isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** A representation as text, in which the order of its fields does not count. */
const textOf = (representation: unknown): string => JSON.stringify(representation, inOrder) ?? '';

/** Representations of one type by one of its keys. */
interface Group<C> {
  readonly type: EntityType<C>;
  readonly places: number[];
  readonly representations: Representation[];
}

/** @param types those that are answered; a schema may be without some of them for who asks */
function readRepresentation<C>(value: unknown, { types, info }: Asked<C>) {
  if (!isJsonObject(value) || typeof value['__typename'] !== 'string')
    throw codedError('BAD_REPRESENTATION', 'A representation must be an object with a "__typename".');
  const representation = value as Representation;
  const type = types.get(representation.__typename);
  if (type === undefined || info.schema.getType(type.name) === undefined)
    throw codedError(
      'BAD_REPRESENTATION',
      `This subgraph resolves no references of type "${shortened(representation.__typename)}".`,
    );
  const key = givenKey(representation, type.keys);
  if (key === undefined) {
    const known = type.keys.map(({ fields }) => `"${fields}"`).join(' or ');
    throw codedError(
      'BAD_REPRESENTATION',
      `A representation of "${type.name}" must have the fields of a key: ${known}.`,
    );
  }
  return { representation, type, key };
}

/** What a batch gave for each of its representations. */
async function answerGroup<C>(
  { type, representations }: Group<C>,
  { context, info }: Asked<C>,
): Promise<readonly unknown[]> {
  const found = await type.many?.(representations, context, info);
  if (Array.isArray(found) && found.length === representations.length) return found;
  const given = Array.isArray(found) ? `${found.length} answers` : 'no array';
  throw new Error(`The references of "${type.name}" gave ${given} for ${representations.length} representations.`);
}

/** Answers different representations at once: those with a batch in one call for each type and key, each other one by itself. */
function answerTogether<C>(values: readonly unknown[], asked: Asked<C>): Promise<unknown>[] {
  const groups = new Map<unknown, Group<C>>();
  const answers = values.map((value, place): Promise<unknown> | undefined => {
    try {
      const { representation, type, key } = readRepresentation(value, asked);
      if (type.many === undefined) {
        const found = type.one === undefined ? representation : type.one(representation, asked.context, asked.info);
        return Promise.resolve(found).then((entity) => typed(entity, type, asked));
      }
      const group = groups.get(key) ?? { type, places: [], representations: [] };
      groups.set(key, group);
      group.places.push(place);
      group.representations.push(representation);
      return undefined;
    } catch (error) {
      return Promise.reject(error as Error);
    }
  });
  for (const group of groups.values()) {
    const found = answerGroup(group, asked);
    group.places.forEach((place, n) => {
      answers[place] = found.then((entities) => typed(entities[n], group.type, asked));
    });
  }
  return answers as Promise<unknown>[];
}

/**
 * Resolves `_entities`: in the order of the representations, null where unknown, an error of its own for each bad one. Equal ones
 * are resolved once. Those that start together start at the same time, so that loaders behind them make one batch. Throws a
 * `GraphQLError` (`TOO_MANY_ENTRIES`) for too many different ones.
 */
export function resolveEntities<C>(
  values: readonly unknown[],
  limits: ReferenceLimits,
  asked: Asked<C>,
): Promise<unknown>[] {
  const texts = values.map(textOf);
  const different = new Map(texts.map((text, n) => [text, values[n]]));
  const { representations: most = Infinity, hint = '', together = different.size } = limits;
  if (different.size > most)
    throw codedError(
      'TOO_MANY_ENTRIES',
      `"representations" has ${different.size} entries, and ${most} are the most, equal ones counted once${hint}.`,
    );
  const [keys, entries] = [[...different.keys()], [...different.values()]];
  const answers = new Map<string, Promise<unknown>>();
  for (let start = 0; start < entries.length; start += together) {
    const part = entries.slice(start, start + together);
    const now = start === 0 ? answerTogether(part, asked) : undefined;
    const later = now ?? nextTurn().then(() => answerTogether(part, asked));
    part.forEach((_, n) => {
      const answer = now?.[n] ?? (later as Promise<Promise<unknown>[]>).then((found) => found[n]);
      answers.set(keys[start + n] ?? '', answer);
    });
  }
  return texts.map((text) => answers.get(text) as Promise<unknown>);
}
