import { graphqlName } from '../lib/graphqlName.js';
import { UserError } from '../lib/UserError.js';
import type { Catalogue } from './catalogue.js';
import { freeAlias } from './freeAlias.js';
import { namesOf, type FieldMeaning } from './meaning.js';

/** Names that a metric has from the first migration on, whether or not a snapshot has put it into the catalogue yet. */
export interface ReservedName {
  /** What the catalogue calls the metric. */
  readonly metric: string;
  /** Its alias, and its own name where that is another. */
  readonly names: readonly string[];
  /** For sentences, e.g. `the built-in metric "age" (Whole years …)`. */
  readonly words: string;
}

/**
 * The metric that a name is kept for; undefined where nobody has it, or `owner` is that metric. A metric that is in the
 * catalogue keeps the names that it has there and no others: its alias may have been renamed or retired.
 */
export function reservation(
  reserved: readonly ReservedName[],
  catalogue: Catalogue,
  name: string,
  owner: string | null = null,
): ReservedName | undefined {
  const field = graphqlName(name);
  const found = reserved.find(
    ({ metric, names }) => metric !== owner && names.some((one) => graphqlName(one) === field),
  );
  return catalogue.meanings.some(({ metric }) => metric === found?.metric) ? undefined : found;
}

/** Throws a `UserError` of code `ALIAS_RESERVED` where a new name of a meaning is kept for a metric. */
export function checkNotReserved(
  reserved: readonly ReservedName[],
  catalogue: Catalogue,
  name: string,
  meaning: Pick<FieldMeaning, 'alias' | 'formerNames' | 'metric'> | { readonly metric: string | null },
): void {
  // Of names that it has already the letters may change.
  if ('alias' in meaning && namesOf(meaning).some((own) => graphqlName(own) === graphqlName(name))) return;
  const found = reservation(reserved, catalogue, name, meaning.metric);
  if (found === undefined) return;
  throw new UserError(
    `The alias "${name}" is refused: it is the name of ${found.words}; choose another name, such as ` +
      `"${freeAlias(name, { catalogue, reserved })}".`,
    'ALIAS_RESERVED',
  );
}
