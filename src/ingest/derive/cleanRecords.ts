import { whiteSpace } from '../../lib/whiteSpace.js';
import { EMAIL_PATTERN } from './emailPattern.js';

/** SQL: white space, each character by its number: `\v` would be the letter v before PostgreSQL 16. */
const WHITE_SPACE = `E'${whiteSpace
  .split('')
  .map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
  .join('')}'`;

/** SQL: the column's text without white space at its ends, null where nothing is left. */
export const cleanText = (column: string): string => `nullif(btrim(${column}, ${WHITE_SPACE}), '')`;

/** SQL: the column's text where it is an e-mail address, else null. */
export const cleanEmail = (column: string): string =>
  `case when ${cleanText(column)} ~ '${EMAIL_PATTERN.replaceAll("'", "''")}' then ${cleanText(column)} end`;

const texts =
  'title given_name surname full_name generational_suffix phone gender company address address2 city state postal ' +
  'country loyalty_id account_id';

/** More bytes do not surely fit into an index. */
export const MOST_INDEXED_BYTES = 1000;

/** SQL: a text where it fits into an index, else null. */
const indexable = (text: string): string => `case when octet_length(${text}) <= ${MOST_INDEXED_BYTES} then ${text} end`;

const clean = (column: string): string => (column === 'account_id' ? indexable(cleanText(column)) : cleanText(column));

const records = (email: string): string => `
  select customer_id, datasource, pk, app, create_dt, update_dt, priority, birthdate, ${email} as email,
    ${texts
      .split(' ')
      .map((column) => `${clean(column)} as ${column}`)
      .join(', ')}
  from facet.unified_customers
  where customer_id <> ''`;

/** SQL: the source records of known customers with clean texts. */
export const cleanRecords = records(cleanEmail('email'));

/** The same with e-mails as given but trimmed: the check of an address costs as much as all the rest. */
export const uncheckedRecords = records(cleanText('email'));
