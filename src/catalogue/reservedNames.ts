import { graphqlName } from '../lib/text/graphqlName.js';
import { UserError } from '../lib/errors/UserError.js';
import type { Catalogue } from './catalogue.js';
import { freeAlias } from './freeAlias.js';
import { namesOf, type FieldMeaning } from './meaning.js';

/** The names that a calculated attribute has from the first migration on, even if no snapshot has put it into the catalogue yet. */
export interface ReservedName {
  /** The key of its definition in the catalogue. */
  readonly definition: string;
  /** Its alias, and its own name where that is another. */
  readonly names: readonly string[];
  /** For sentences, e.g. `the built-in attribute "age" (Whole years …)`. */
  readonly words: string;
}

/**
 * The calculated attribute that a name is kept for; undefined where nobody has it, or `owner` is the key of its definition. One
 * that is in the catalogue keeps the names that it has there and no others: its alias may have been renamed or retired.
 */
export function reservation(
  reserved: readonly ReservedName[],
  catalogue: Catalogue,
  name: string,
  owner: string | null = null,
): ReservedName | undefined {
  const field = graphqlName(name);
  const found = reserved.find(
    ({ definition, names }) => definition !== owner && names.some((one) => graphqlName(one) === field),
  );
  return catalogue.meanings.some(({ definition }) => definition === found?.definition) ? undefined : found;
}

/** Throws a `UserError` of code `ALIAS_RESERVED` where a new name of a meaning is kept for a calculated attribute. */
export function checkNotReserved(
  reserved: readonly ReservedName[],
  catalogue: Catalogue,
  name: string,
  meaning: Pick<FieldMeaning, 'alias' | 'formerNames' | 'definition'> | { readonly definition: string | null },
): void {
  // Of names that it has already the letters may change.
  if ('alias' in meaning && namesOf(meaning).some((own) => graphqlName(own) === graphqlName(name))) return;
  const found = reservation(reserved, catalogue, name, meaning.definition);
  if (found === undefined) return;
  throw new UserError(
    `The alias "${name}" is refused: it is the name of ${found.words}; choose another name, such as ` +
      `"${freeAlias(name, { catalogue, reserved })}".`,
    'ALIAS_RESERVED',
  );
}
