import { getTableColumns } from 'drizzle-orm';
import { customers, unifiedCustomers } from '../../db/tables/index.js';

const namesOfCustomers = new Set(Object.values(getTableColumns(customers)).map(({ name }) => name));

/** Columns of both tables that come from no single record: the key, the first and the last time, and the run. */
const ofNoRecord = new Set(['customer_id', 'create_dt', 'update_dt', 'load_id']);

/**
 * What a source record and a customer both say of a person: the names of the columns with their SQL types, from the tables
 * themselves, so that a new column of both is derived without another word.
 */
export const personColumns: ReadonlyMap<string, string> = new Map(
  Object.values(getTableColumns(unifiedCustomers))
    .filter(({ name }) => namesOfCustomers.has(name) && !ofNoRecord.has(name))
    .map((column) => [column.name, column.getSQLType()]),
);
