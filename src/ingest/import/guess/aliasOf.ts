import { freeAlias } from '../../../catalogue/freeAlias.js';
import type { ReservedName } from '../../../catalogue/reservedNames.js';
import { normalName } from './synonyms.js';

/** What an alias must not be, and what may stand before it. */
interface Names {
  /** Those of other columns; the alias is added to them. */
  readonly taken: Set<string>;
  readonly source: string;
  readonly reserved: readonly ReservedName[];
}

/**
 * Makes an alias of a column's name that is not used by another column or reserved; `instead` is the alias that was not
 * free.
 */
export function aliasOf(
  name: string,
  { taken, source, reserved }: Names,
): { readonly name: string; readonly instead?: string } {
  const plain = normalName(name).toUpperCase().slice(0, 60) || 'COLUMN';
  const base = /^[A-Z]/.test(plain) ? plain : `C_${plain}`.slice(0, 60);
  const own = freeAlias(base, { reserved, prefix: source.toUpperCase() });
  const alias = freeAlias(own, { reserved, beside: taken });
  taken.add(alias);
  return own === base ? { name: alias } : { name: alias, instead: base };
}
