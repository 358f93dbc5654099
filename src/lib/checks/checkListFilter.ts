import { listLimits, textLimits } from '../../words/limits.js';
import { UserError } from '../errors/UserError.js';
import { trimmed } from '../text/whiteSpace.js';
import { checkKey } from './checkKey.js';
import { checkLength } from './checkLength.js';
import { checkValue } from './checkValue.js';

/** The members of a filter that are given, checked: what is left out sets no condition, an empty list fits nothing. */
export type GivenMembers<F> = { readonly [K in keyof F]?: NonNullable<F[K]> };

/** A text to look for in a list, trimmed. Throws a `UserError` that names the place of what is too long or no text of the database. */
export function checkListSearch(search: string, path: string): string {
  checkValue(search, path);
  const text = trimmed(search);
  if (text.length > textLimits.listSearch)
    throw new UserError(
      `"${path}" has ${text.length} characters, and ${textLimits.listSearch} are the most.`,
      'SEARCH_TOO_LARGE',
    );
  return text;
}

/** The entries of a list; of one of keys, as the import keeps keys. */
function checkEntries(entries: readonly unknown[], path: string, mostKeys: number | undefined): readonly unknown[] {
  checkLength(entries, path, mostKeys ?? listLimits.listValues);
  return entries.map((entry, n) => {
    const place = `${path}[${n}]`;
    if (mostKeys !== undefined) return checkKey(String(entry), place);
    checkValue(entry, place);
    return entry;
  });
}

function checkMember(value: unknown, path: string, mostKeys: number | undefined): unknown {
  if (value == null)
    throw new UserError(
      `"${path}" is null, which would ask for nothing in particular: give it a value, or leave it out.`,
    );
  if (Array.isArray(value)) return checkEntries(value, path, mostKeys);
  if (path === 'filter.search' && typeof value === 'string') return checkListSearch(value, path);
  checkValue(value, path);
  return value;
}

/**
 * Checks the argument `filter` of a list, and trims keys and search as the import does. Throws a `UserError` that names the bad
 * member.
 * @param keyLists how many entries the lists of keys have at the most, by the name of the member
 */
export const checkListFilter = <F extends object>(
  filter: F,
  keyLists: { readonly [K in keyof F]?: number },
): GivenMembers<F> =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [
      name,
      checkMember(value, `filter.${name}`, keyLists[name as keyof F]),
    ]),
  ) as GivenMembers<F>;
