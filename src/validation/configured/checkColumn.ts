import { didYouMean } from '../../lib/text/nearNames.js';
import { shortened } from '../../lib/text/shortened.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { CheckedTable } from '../../words/checkedTables.js';
import type { TableColumns } from './readTableColumns.js';

/** Throws a `UserError` that names the key of the config where a table does not have the column that it names. */
export function checkColumn(columns: TableColumns, table: CheckedTable, name: string, path: string): void {
  if (columns.has(name)) return;
  throw new UserError(
    `"${path}" names the column "${shortened(name)}", which the table ${table} does not have.` +
      didYouMean(name, columns.keys()),
    'UNKNOWN_COLUMN',
  );
}
