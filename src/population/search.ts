import { sql, type SQL } from 'drizzle-orm';
import { folded as foldedText, foldedLiterally, hasFolded } from '../db/folded.js';
import { folded } from '../lib/folded.js';
import { UserError } from '../lib/UserError.js';
import { meantBy } from './mistyped.js';
import { checkCharacters, type Operand } from './operand.js';

const mostWords = 10;
const longestWord = 100;

/** The words of a search text, parted by blanks; [] for a blank one. Throws a `UserError` for too many or too long ones. */
export function searchWords(search: string | null | undefined): string[] {
  const text = search ?? '';
  checkCharacters(text, 'search');
  const words = text.split(/\s+/u).filter((word) => word !== '');
  if (words.length > mostWords)
    throw new UserError(`"search" has ${words.length} words, and ${mostWords} are the most.`, 'SEARCH_TOO_LARGE');
  const long = words.find((word) => word.length > longestWord);
  if (long !== undefined)
    throw new UserError(
      `"search" has a word of ${long.length} characters ("${long.slice(0, 20)}…"), and ${longestWord} are the most.`,
      'SEARCH_TOO_LARGE',
    );
  return words;
}

const shortWord = 3;

/** Whether a word has too few letters and digits to have a trigram: a search for it in an index would look at all there is. */
const isShort = (word: string): boolean => (folded(word).match(/[\p{L}\p{Nd}]/gu) ?? []).length < shortWord;

const name = sql`full_name_folded`;

/**
 * The customers (`c`) whose key a word is; or in whom it occurs, whatever its case and accents: in the full name, or if it is
 * not short the e-mail address or an identifier; or who have a word like it in the full name, or one that it is mistyped for.
 * A branch for each index.
 */
function hasWord(word: string): SQL {
  const key = sql`${word}::text`;
  // What cannot be read, such as an accent alone, would be found in every name.
  if (folded(word).trim() === '') return sql`c.customer_id = ${key}`;
  if (isShort(word)) return sql`(${hasFolded(sql`c.full_name_folded`, word)} or c.customer_id = ${key})`;
  const meant = meantBy(word, name);
  return sql`c.customer_id in (
    select customer_id from facet.customers
    where ${hasFolded(name, word)} or ${foldedText(key)} <% ${name}
    union all select customer_id from facet.customers where ${hasFolded(foldedText(sql`email`), word)}
    union all select customer_id from facet.customer_identifiers where ${hasFolded(foldedText(sql`value`), word)}
    union all select customer_id from facet.customers where customer_id = ${key}
    ${meant === undefined ? sql`` : sql`union all select customer_id from facet.customers where ${meant}`})`;
}

/** The conditions of a search: every word must be found. */
export const searchConditions = (words: readonly string[]): SQL[] => words.map(hasWord);

/** How well the whole text fits: 1 where it is the key or an identifier, else how like it is to full name or e-mail address. */
export const relevance = (words: readonly string[]): Operand => {
  const text = sql`${words.join(' ')}::text`;
  const alike = (column: SQL): SQL => sql`${foldedText(text)}, coalesce(${column}, '')`;
  return {
    name: 'relevance',
    kind: 'score',
    sql: sql`(case when c.customer_id = ${text} or c.customer_id in (
        select customer_id from facet.customer_identifiers
        where ${foldedText(sql`value`)} like ${foldedLiterally(words.join(' '))} and value = ${text}) then 1::real
      else greatest(word_similarity(${alike(sql`c.full_name_folded`)}), similarity(${alike(foldedText(sql`c.email`))})) end)`,
    nullable: false,
    ofProfile: false,
  };
};
