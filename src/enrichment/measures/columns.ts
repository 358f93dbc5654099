import { sql, type SQL } from 'drizzle-orm';
import { folded } from '../../db/folded.js';
import { literal } from '../../db/sql.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { shortened } from '../../lib/text/shortened.js';
import { UserError } from '../../lib/errors/UserError.js';
import { numberPattern } from '../definitions/readStored.js';

/** The columns of a source by name: SQL expressions of any type over one row of it, in brackets where they need them. */
export type Columns = ReadonlyMap<string, SQL>;

/** The longest text that is read as a number. */
const longestNumber = 100;

/** A column as text that compares and sorts by bytes. */
export const asText = (column: SQL): SQL => sql`(${column})::text collate "C"`;

/** A column as text as it is compared where neither case nor accents count. */
export const asFolded = (column: SQL): SQL => folded(sql`(${column})::text`);

/** A column as numeric; null where it holds none, or NaN or infinity. */
export const asNumber = (column: SQL): SQL => {
  const text = sql`(${column})::text`;
  return sql`case when length(${text}) <= ${sql.raw(String(longestNumber))} and ${text} ~ ${literal(numberPattern)}
    then ${text}::numeric end`;
};

/** The column of a name. Throws a `UserError` that names the attribute and near names where the source has none. */
export function readColumn(columns: Columns, name: string, attribute: string, source: string): SQL {
  const column = columns.get(name);
  if (column !== undefined) return column;
  throw new UserError(
    `The attribute "${attribute}" reads the column "${shortened(name)}", which the source ${source} does not have.` +
      didYouMean(name, columns.keys()),
    'UNKNOWN_COLUMN',
  );
}
