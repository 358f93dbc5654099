import { whiteSpace } from '../../lib/text/whiteSpace.js';
import { textLimits } from '../../words/limits.js';
import { EMAIL_PATTERN } from './emailPattern.js';
import { personColumns } from './personColumns.js';

/** SQL: white space, each character by its code point: `\v` would be the letter v before PostgreSQL 16. */
const WHITE_SPACE = `E'${whiteSpace
  .split('')
  .map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
  .join('')}'`;

/** SQL: the column's text without white space at its ends, null where nothing is left. */
export const cleanText = (column: string): string => `nullif(btrim(${column}, ${WHITE_SPACE}), '')`;

/** SQL: the column's text where it is an e-mail address, else null. */
export const cleanEmail = (column: string): string =>
  `case when ${cleanText(column)} ~ '${EMAIL_PATTERN.replaceAll("'", "''")}' then ${cleanText(column)} end`;

/** SQL: a text where it fits into an index, else null. */
const indexable = (text: string): string =>
  `case when octet_length(${text}) <= ${textLimits.keyBytes} then ${text} end`;

/** SQL: a column of a person as a customer gets it; `email` as told. */
function clean(column: string, type: string, email: string): string {
  if (column === 'email') return email;
  if (column === 'account_id') return indexable(cleanText(column));
  return type.startsWith('text') && column !== 'app' ? cleanText(column) : column;
}

const records = (email: string): string => `
  select customer_id, datasource, pk, create_dt, update_dt, priority,
    ${[...personColumns].map(([column, type]) => `${clean(column, type, email)} as ${column}`).join(', ')}
  from facet.unified_customers
  where customer_id <> ''`;

/** SQL: the source records of known customers with clean texts. */
export const cleanRecords = records(cleanEmail('email'));

/**
 * SQL: the source records of known customers with clean texts, but e-mails only trimmed: to check them takes as long as
 * all the rest.
 */
export const uncheckedRecords = records(cleanText('email'));
