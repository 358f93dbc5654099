import { sql, type SQL } from 'drizzle-orm';
import { UserError } from '../lib/UserError.js';
import { literally } from './comparison.js';
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
const isShort = (word: string): boolean => (word.match(/[\p{L}\p{Nd}]/gu) ?? []).length < shortWord;

/**
 * The customers (`c`) whose key a word is; or in whom it occurs, whatever its case: in the full name, or if it is not short
 * the e-mail address or an identifier; or who have a word like it in the full name. A branch for each index.
 */
function hasWord(word: string): SQL {
  const [key, pattern] = [sql`${word}::text`, sql`${`%${literally(word)}%`}::text`];
  if (isShort(word)) return sql`(c.full_name ilike ${pattern} or c.customer_id = ${key})`;
  return sql`c.customer_id in (
    select customer_id from facet.customers where full_name ilike ${pattern} or ${key} <% full_name
    union all select customer_id from facet.customers where email ilike ${pattern}
    union all select customer_id from facet.customer_identifiers where value collate "default" ilike ${pattern}
    union all select customer_id from facet.customers where customer_id = ${key})`;
}

/** The conditions of a search: every word must be found. */
export const searchConditions = (words: readonly string[]): SQL[] => words.map(hasWord);

/** How well the whole text fits: 1 where it is the key or an identifier, else how like it is to full name or e-mail address. */
export const relevance = (words: readonly string[]): Operand => {
  const text = sql`${words.join(' ')}::text`;
  return {
    name: 'relevance',
    kind: 'score',
    sql: sql`(case when c.customer_id = ${text} or exists (
        select from facet.customer_identifiers i where i.customer_id = c.customer_id and i.value = ${text}) then 1::real
      else greatest(word_similarity(${text}, coalesce(c.full_name, '')), similarity(${text}, coalesce(c.email, ''))) end)`,
    nullable: false,
    ofProfile: false,
  };
};
