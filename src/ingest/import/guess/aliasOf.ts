import { normalName } from './synonyms.js';

/** An alias made of a column's name, that no other column has; it is added to those that are taken. */
export function aliasOf(name: string, taken: Set<string>): string {
  const plain = normalName(name).toUpperCase().slice(0, 60) || 'COLUMN';
  const base = /^[A-Z]/.test(plain) ? plain : `C_${plain}`.slice(0, 60);
  let alias = base;
  for (let number = 2; taken.has(alias); number += 1) alias = `${base}_${number}`;
  taken.add(alias);
  return alias;
}
