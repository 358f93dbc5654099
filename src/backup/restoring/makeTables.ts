import { growSlots, readColumnNames, withoutColumn } from '../../catalogue/growSlots.js';
import type { Sql } from '../../db/client.js';
import { literal } from '../../db/sql.js';
import { compile } from '../../db/compile.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { BackedTable, BackupManifest } from '../format/BackupManifest.js';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const text = (value: string | null): string => (value === null ? 'null' : compile(literal(value)).text);

/** Makes a table that no migration makes. */
async function makeTable(transaction: Sql, name: string, made: NonNullable<BackedTable['made']>): Promise<void> {
  const columns = made.columns.map(
    (column) => `${quoted(column.name)} ${column.type}${column.collation === null ? '' : ' collate "C"'}`,
  );
  const key = made.primaryKey.length > 0 ? [`primary key (${made.primaryKey.map(quoted).join(', ')})`] : [];
  const table = `facet.${quoted(name)}`;
  await transaction.unsafe(`create table ${table} (${[...columns, ...key].join(', ')})`);
  for (const index of made.indexes)
    await transaction.unsafe(`create index on ${table} (${index.map(quoted).join(', ')})`);
  await transaction.unsafe(`comment on table ${table} is ${text(made.comment)}`);
  for (const column of made.columns)
    await transaction.unsafe(`comment on column ${table}.${quoted(column.name)} is ${text(column.comment)}`);
}

/** Makes the partitions of the months of a table. */
async function makeMonths(transaction: Sql, { name, months }: BackedTable): Promise<void> {
  for (const month of months) {
    const day = `${month.replace('_', '-')}-01`;
    await transaction`select facet.ensure_partitions(${name}, ${day}::date, ${day}::date)`;
  }
}

/** Columns of the tables that are there, by table. */
async function presentColumns(transaction: Sql): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await transaction<{ name: string; columns: string[] }[]>`
    select c.relname as name, array(select a.attname::text from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c where c.relnamespace = 'facet'::regnamespace and c.relkind in ('r', 'p')`;
  return new Map(rows.map(({ name, columns }) => [name, new Set(columns)]));
}

/**
 * Makes what a backup has and the migrations of its version do not: partitions, columns of slots, tables that runs make. Throws a
 * `UserError` (`BACKUP_UNREADABLE`) for what no database of that version has.
 */
export async function makeTables(transaction: Sql, { tables }: BackupManifest): Promise<void> {
  for (const table of tables) {
    if (table.made !== undefined) await makeTable(transaction, table.name, table.made);
    if (table.name === 'customer_profiles') {
      const present = await readColumnNames(transaction);
      const slots = table.columns.filter((column) => /^(str|field|date|time)\d{1,4}$/.test(column));
      await growSlots(transaction, withoutColumn(slots, present), 1);
    }
  }
  const present = await presentColumns(transaction);
  for (const table of tables) {
    const unknown = table.columns.find((column) => present.get(table.name)?.has(column) !== true);
    if (unknown !== undefined)
      throw new UserError(
        `The backup cannot be restored: no database of its version has a column "${unknown}" in a table "${table.name}".`,
        'BACKUP_UNREADABLE',
      );
    await makeMonths(transaction, table);
  }
}
