import type { Config } from '../../config.js';
import { quoted } from '../../enrichment/definitions/quoted.js';
import { checkedTableFacts, type CheckedTable } from '../../words/checkedTables.js';
import type { Check } from '../definitions/Check.js';
import type { CheckRows } from '../definitions/CheckRows.js';
import { defaultThresholds } from '../definitions/thresholds.js';
import { dataSourceOf, tableRows } from '../rows/tableRows.js';
import { checkColumn } from './checkColumn.js';
import type { TableColumns } from './readTableColumns.js';

/** The rows of each value of a column; shown by one of the rows, for the value may be that of a person. */
function rowsByValue(table: CheckedTable, column: string): CheckRows {
  const { example, source } = checkedTableFacts(table);
  const part = source === null ? '' : `, min(t.${source}) as ${source}`;
  return {
    name: `${table} by ${column}`,
    table,
    from: `(select min(t.${example}) as ${example}${part}, count(*) as rows
      from facet.${table} as t where t.${quoted(column)} is not null group by t.${quoted(column)})`,
    source: dataSourceOf(table),
    key: [example],
    isTable: false,
  };
}

const uniqueCheck = (table: CheckedTable, column: string): Check => ({
  id: `FIELD_UNIQUE.${table}.${column}`,
  rows: rowsByValue(table, column),
  title: `Unique: ${column}`,
  failsWhen: 'A row fails when another row of the table has its value; an empty text is a value.',
  remedy: 'Find out which of the rows is right, or take the flag away in validation.fields.',
  columns: [column],
  thresholds: defaultThresholds.noticed,
  fails: 't.rows > 1',
  weight: 't.rows',
});

const requiredCheck = (table: CheckedTable, column: string): Check => ({
  id: `FIELD_REQUIRED.${table}.${column}`,
  rows: tableRows(table),
  title: `Required: ${column}`,
  failsWhen: 'A row fails when it has no value; an empty text is a value.',
  remedy: 'Map the column in the sources of the table, or take the flag away in validation.fields.',
  columns: [column],
  thresholds: defaultThresholds.noticed,
  fails: `t.${quoted(column)} is null`,
});

type Flags = NonNullable<Config['validation']['fields'][CheckedTable]>;

/** The checks of a table's flags, which are warnings. Throws a `UserError` that names a column which the table does not have. */
export const flagChecks = (table: CheckedTable, flags: Flags, columns: TableColumns): Check[] =>
  Object.entries(flags).flatMap(([column, { unique, required }]) => {
    checkColumn(columns, table, column, `validation.fields.${table}`);
    return [...(unique ? [uniqueCheck(table, column)] : []), ...(required ? [requiredCheck(table, column)] : [])];
  });
