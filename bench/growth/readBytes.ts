import type { Sql } from '../../src/db/client.js';

/** What a row of a table takes on disk. */
export interface TableBytes {
  readonly table: string;
  readonly rows: number;
  /** Bytes of the table for one row, its long values included. */
  readonly row: number;
  /** Bytes of its indexes for one row. */
  readonly indexes: number;
}

const tables = [
  'customer_profiles',
  'activity',
  'customers',
  'customer_identifiers',
  'unified_itemized_transactions',
  'unified_transactions',
];

/** The bytes of a row in each of the largest tables, with all of their partitions. */
export async function readBytes(client: Sql): Promise<readonly TableBytes[]> {
  const found: TableBytes[] = [];
  for (const table of tables) {
    const [row] = await client.unsafe<{ rows: number; heap: number; indexes: number }[]>(`
      select (select count(*) from facet.${table})::float8 as rows, sum(pg_table_size(relid))::float8 as heap,
        sum(pg_indexes_size(relid))::float8 as indexes
      from (select relid from pg_partition_tree('facet.${table}') union select 'facet.${table}'::regclass) as parts`);
    const { rows = 0, heap = 0, indexes = 0 } = row ?? {};
    if (rows > 0) found.push({ table, rows, row: heap / rows, indexes: indexes / rows });
  }
  return found;
}
