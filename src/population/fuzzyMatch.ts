import { sql, type SQL } from 'drizzle-orm';
import { hasFolded } from '../db/folded.js';
import { foldText } from '../lib/text/foldText.js';
import type { Scope } from '../scope.js';
import { searchedRows } from '../visibleRows.js';

/** A shorter word is like too many others, and a longer one is no name; its expression would grow with its square. */
const [shortest, longest] = [5, 40];

/**
 * Names that have the word: with as many it is taken for typed as it was meant. A page of 120,000 customers takes 57 ms with a
 * mistyped word, and 10 ms where it is not looked for.
 */
const enough = 20;

/** Where a word of a name begins and ends: at a blank or a sign of ASCII. */
const [begin, end] = ['(?:^|[ -/])', '(?:$|[ -/])'];

/** A letter as it stands in a regular expression. */
const escaped = (letter: string): string => (/[\p{L}\p{M}]/u.test(letter) ? letter : `\\${letter}`);

/** What a word may have been meant as: one letter is wrong, missing or too much, or two neighbours changed places. */
function typoPattern(letters: readonly string[]): string {
  const from = (n: number): string => letters.slice(n).join('');
  const until = (n: number): string => letters.slice(0, n).join('');
  const oneWrong = letters.map((_, n) => `${until(n)}.{0,2}${from(n + 1)}`);
  const swapped = letters.slice(1).map((letter, n) => `${until(n)}${letter}${letters[n] ?? ''}${from(n + 2)}`);
  return `${begin}(?:${[...oneWrong, ...swapped].join('|')})${end}`;
}

/** Words that begin or end as the word does: one half of it was typed as it was meant, or its middle was turned round. */
function halves(letters: readonly string[]): readonly string[] {
  const middle = Math.floor(letters.length / 2);
  const [first, second] = [letters.slice(0, middle), letters.slice(middle)];
  const turned = [...first.slice(0, -1), ...second.slice(0, 1), ...first.slice(-1)];
  return [`${begin}${first.join('')}`, `${second.join('')}${end}`, `${begin}${turned.join('')}`];
}

/**
 * Whether a folded name has a word that a mistyped one was meant as; undefined for a word that may not be mistyped. Few names may have
 * the word itself (`enough`): the condition is judged once for all names. The halves let an index find the names.
 */
export function fuzzyMatch(scope: Scope, word: string, name: SQL): SQL | undefined {
  const typed = Array.from(foldText(word));
  if (typed.length < shortest || typed.length > longest || !/^[\p{L}\p{M}'-]+$/u.test(typed.join(''))) return undefined;
  const letters = typed.map(escaped);
  const beginOrEnd = halves(letters).map((half) => sql`${name} ~ ${half}::text`);
  // An expression of its own, so that no index is asked for it: taking it apart costs more than it saves.
  const isMeant = sql`${name} || '' ~ ${typoPattern(letters)}::text`;
  return sql`(select count(*) from (
      select 1 from ${searchedRows(scope, 'customers')} where ${hasFolded(name, word)} limit ${sql.raw(String(enough))}) as same)
      < ${sql.raw(String(enough))}
    and (${sql.join(beginOrEnd, sql` or `)}) and ${isMeant}`;
}
