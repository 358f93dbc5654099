import { getTableConfig } from 'drizzle-orm/pg-core';
import { customerAttributes, transactionAttributesExtended } from '../../db/tables/index.js';
import type { CheckedTable } from '../../words/checkedTables.js';

const columnsOf = (table: Parameters<typeof getTableConfig>[0]): ReadonlyMap<string, string> =>
  new Map(
    getTableConfig(table).columns.map((column) => [column.name, column.getSQLType().replace(/ COLLATE .*$/, '')]),
  );

/** Tables whose columns must keep their names and types, with both. */
export const contractColumns = (): ReadonlyMap<CheckedTable, ReadonlyMap<string, string>> =>
  new Map([
    ['transaction_attributes_extended', columnsOf(transactionAttributesExtended)],
    ['customer_attributes', columnsOf(customerAttributes)],
  ]);
