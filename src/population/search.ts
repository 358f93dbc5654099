import { sql, type SQL } from 'drizzle-orm';
import { foldedLiterally, hasFolded, folded } from '../db/folded.js';
import { checkCharacters } from '../lib/checks/checkValue.js';
import { UserError } from '../lib/errors/UserError.js';
import { listLimits, textLimits } from '../words/limits.js';
import { foldText } from '../lib/text/foldText.js';
import type { Scope } from '../scope.js';
import { searchedRows } from '../visibleRows.js';
import { fuzzyMatch } from './fuzzyMatch.js';
import { checkLeft, checkUse } from '../access/rights.js';
import { leavesField } from '../access/lists/fieldLists.js';
import { customerColumns } from '../operands/customerColumns.js';
import { identifierClass } from '../operands/identifierClass.js';
import type { Operand } from '../operands/operand.js';

const { searchWords: mostWords } = listLimits;
const { searchWord: longestWord } = textLimits;

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
const isShort = (word: string): boolean => (foldText(word).match(/[\p{L}\p{Nd}]/gu) ?? []).length < shortWord;

const name = sql`full_name_folded`;

/**
 * The customers (`c`) whose key a word is; or in whom it occurs, whatever its case and accents: in the full name, or if it is
 * not short the e-mail address or an identifier; or who have a word like it in the full name, or one that it is mistyped for.
 * A branch for each index.
 */
function hasWord(scope: Scope, word: string): SQL {
  const key = sql`${word}::text`;
  // What cannot be read, such as an accent alone, would be found in every name.
  if (foldText(word).trim() === '') return sql`c.customer_id = ${key}`;
  if (isShort(word)) return sql`(${hasFolded(sql`c.full_name_folded`, word)} or c.customer_id = ${key})`;
  const meant = fuzzyMatch(scope, word, name);
  const customers = searchedRows(scope, 'customers');
  return sql`c.customer_id in (
    select customer_id from ${customers}
    where ${hasFolded(name, word)} or ${folded(key)} <% ${name}
    union all select customer_id from ${customers} where ${hasFolded(folded(sql`email`), word)}
    union all select customer_id from ${searchedRows(scope, 'customer_identifiers')} where ${hasFolded(folded(sql`value`), word)}
    union all select customer_id from ${customers} where customer_id = ${key}
    ${meant === undefined ? sql`` : sql`union all select customer_id from ${customers} where ${meant}`})`;
}

/** Throws a `UserError` (`VALUE_NOT_READABLE`) where the viewer may not read all that is searched: a hit would tell of it. */
function checkSearch({ viewer }: Scope): void {
  const { fullName, email } = customerColumns;
  checkUse(viewer, fullName.pii, 'fullName', 'search');
  checkUse(viewer, email.pii, 'email', 'search');
  checkUse(viewer, identifierClass, 'identifiers', 'search');
  for (const field of ['Customer.fullName', 'Customer.email', 'CustomerIdentifier.value'])
    checkLeft(viewer, leavesField(viewer.role, field), field, 'search');
}

/** The conditions of a search: every word must be found. Throws a `UserError` where the viewer may not search. */
export function searchConditions(scope: Scope, words: readonly string[]): SQL[] {
  if (words.length > 0) checkSearch(scope);
  return words.map((word) => hasWord(scope, word));
}

/** How well the whole text fits: 1 where it is the key or an identifier, else how like it is to full name or e-mail address. */
export const relevance = (scope: Scope, words: readonly string[]): Operand => {
  checkSearch(scope);
  const text = sql`${words.join(' ')}::text`;
  const alike = (column: SQL): SQL => sql`${folded(text)}, coalesce(${column}, '')`;
  return {
    name: 'relevance',
    kind: 'score',
    // The classes of all that is searched are checked above.
    pii: 'NONE',
    sql: sql`(case when c.customer_id = ${text} or c.customer_id in (
        select customer_id from ${searchedRows(scope, 'customer_identifiers')}
        where ${folded(sql`value`)} like ${foldedLiterally(words.join(' '))} and value = ${text}) then 1::real
      else greatest(word_similarity(${alike(sql`c.full_name_folded`)}), similarity(${alike(folded(sql`c.email`))})) end)`,
    nullable: false,
    ofProfile: false,
  };
};
