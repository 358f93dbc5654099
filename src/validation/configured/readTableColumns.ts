import type { Sql } from '../../db/client.js';
import { checkedTableNames, type CheckedTable } from '../../words/checkedTables.js';

/** The types of a table's columns by their names, as PostgreSQL writes them. */
export type TableColumns = ReadonlyMap<string, string>;

/** The columns of the tables that are checked, as the database has them; none for a table that it does not have. */
export async function readTableColumns(client: Sql): Promise<ReadonlyMap<CheckedTable, TableColumns>> {
  const rows = await client<{ table_name: CheckedTable; name: string; type: string }[]>`
    select c.relname as table_name, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'facet' and c.relname = any(${checkedTableNames}) and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`;
  return new Map(
    checkedTableNames.map((table) => [
      table,
      new Map(rows.filter((row) => row.table_name === table).map(({ name, type }) => [name, type])),
    ]),
  );
}
