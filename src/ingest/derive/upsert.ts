import type { Sql } from '../../db/client.js';

/** What a derivation left: `rows` in the table now, `changed` of them inserted, updated or deleted by this run. */
export interface Derived {
  readonly rows: number;
  readonly changed: number;
}

/** A derived table of schema `facet`; `load_id` comes on top of `columns` and alone is no reason to write a row. */
export interface DerivedTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/**
 * Upserts the rows of `select` (a SQL text that gives the key and the columns in this order) into the table, and does
 * not touch equal ones; gives the number of rows inserted or updated.
 */
export async function upsert(client: Sql, table: DerivedTable, select: string, loadId: string): Promise<number> {
  const { name, key, columns } = table;
  const written = [...columns, 'load_id'];
  const listed = (list: readonly string[], prefix = ''): string => list.map((column) => prefix + column).join(', ');
  const statement = `
    insert into facet.${name} as derived (${listed([...key, ...written])})
    select source.*, $1::bigint from (${select}) as source
    on conflict (${listed(key)}) do update set ${written.map((column) => `${column} = excluded.${column}`).join(', ')}
    where (${listed(columns, 'derived.')}) is distinct from (${listed(columns, 'excluded.')})`;
  const { count } = await client.unsafe(statement, [loadId]);
  return count;
}

/** Deletes the rows for which `vanished` holds, a SQL condition on the alias `derived`; gives their number. */
export async function removeVanished(client: Sql, { name }: DerivedTable, vanished: string): Promise<number> {
  const { count } = await client`delete from facet.${client(name)} as derived where ${client.unsafe(vanished)}`;
  return count;
}

/** The number of rows in the table. */
export async function countRows(client: Sql, { name }: DerivedTable): Promise<number> {
  const [counted] = await client<{ rows: number }[]>`select count(*)::int as rows from facet.${client(name)}`;
  return counted?.rows ?? 0;
}
