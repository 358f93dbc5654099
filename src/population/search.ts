import { sql, type SQL } from 'drizzle-orm';
import { UserError } from '../lib/UserError.js';
import { literally } from './comparison.js';
import { checkValue, type Operand } from './operand.js';

const mostWords = 10;
const longestWord = 100;

/** The words of a search text, parted by blanks; [] for a blank one. Throws a `UserError` for too many or too long ones. */
export function searchWords(search: string | null | undefined): string[] {
  checkValue(search, 'search');
  const words = (search ?? '').split(/\s+/u).filter((word) => word !== '');
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

/**
 * The customers (`c`) in whom a word occurs, whatever its case: in the full name, the e-mail address or an identifier; or
 * who have a word like it in the full name. A branch for each trigram index.
 */
function hasWord(word: string): SQL {
  const pattern = sql`${`%${literally(word)}%`}::text`;
  return sql`c.customer_id in (
    select customer_id from facet.customers where full_name ilike ${pattern} or ${word}::text <% full_name
    union all select customer_id from facet.customers where email ilike ${pattern}
    union all select customer_id from facet.customer_identifiers where value collate "default" ilike ${pattern})`;
}

/** The conditions of a search: every word must be found. */
export const searchConditions = (words: readonly string[]): SQL[] => words.map(hasWord);

/** How well the whole text fits the full name or the e-mail address: 0 to 1. */
export const relevance = (words: readonly string[]): Operand => {
  const text = sql`${words.join(' ')}::text`;
  return {
    name: 'relevance',
    kind: 'score',
    sql: sql`greatest(word_similarity(${text}, coalesce(c.full_name, '')), similarity(${text}, coalesce(c.email, '')))`,
    nullable: false,
    ofProfile: false,
  };
};
