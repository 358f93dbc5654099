import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import * as tables from '../../src/db/tables/index.js';
import type { Sql } from '../../src/db/client.js';

/** All tables of the schema as the program describes them, by name. */
export const described: ReadonlyMap<string, PgTable> = new Map(
  Object.values(tables as Record<string, unknown>)
    .filter((one): one is PgTable => is(one, PgTable))
    .map((table) => [getTableConfig(table).name, table]),
);

/** What a person is known by, in texts that stand nowhere else. */
export interface Canary {
  readonly id: string;
  readonly email: string;
  readonly phone: string;
  readonly name: string;
  readonly address: string;
}

export const canaryOf = (word: string, digits: string): Canary => ({
  id: `${word}-000-${digits}`,
  email: `${word}.${digits}@canary.example`,
  phone: `+49 30 ${digits}`,
  name: `${word} Singbird`,
  address: `${digits} ${word} Lane`,
});

/** Texts that stand in a column because of checks, or that other columns refer to. */
const fixed: Readonly<Record<string, string>> = {
  level: 'CUSTOMER',
  metric_name: 'm',
  drop_reason: 'CONSENT',
  materialise: 'NONE',
};

function textFor(column: string, canary: Canary): string {
  if (column === 'customer_id' || column === 'entity_id') return canary.id;
  if (column === 'email') return canary.email;
  if (column === 'phone') return canary.phone;
  if (column.startsWith('address')) return canary.address;
  if (column === 'full_name') return canary.name;
  if (column === 'app') return 'default';
  return fixed[column] ?? `${canary.name} ${column}`;
}

function valueFor(column: string, type: string, canary: Canary): unknown {
  if (type.endsWith('[]')) return [canary.email, canary.address];
  if (type.startsWith('text')) return textFor(column, canary);
  if (type === 'jsonb') return { note: `of ${canary.email}`, by: [canary.id] };
  if (type === 'date') return '2026-03-30';
  if (type.startsWith('timestamp')) return '2026-03-30T10:00:00Z';
  if (type === 'boolean') return true;
  if (type === 'uuid') return '00000000-0000-4000-8000-000000000000';
  return 1;
}

/**
 * Inserts one row into a table with the canary in each of its columns of text and JSON.
 * @param more values of columns that checks bind to each other
 */
export async function insertCanary(client: Sql, name: string, canary: Canary, more: object = {}): Promise<void> {
  const table = described.get(name);
  if (table === undefined) throw new Error(`There is no table ${name}`);
  const { columns } = getTableConfig(table);
  const row = Object.fromEntries(
    columns
      .filter((column) => column.generated === undefined && column.generatedIdentity === undefined)
      .map((column) => [column.name, valueFor(column.name, column.getSQLType(), canary)]),
  );
  const given = { ...row, ...more };
  const names = client.unsafe(
    Object.keys(given)
      .map((column) => `"${column}"`)
      .join(', '),
  );
  await client`
    insert into facet.${client(name)} (${names})
    select ${names} from jsonb_populate_record(null::facet.${client(name)}, ${client.json(given as never)})`;
}

/** Tables, and their columns, of all schemas that are not PostgreSQL's in which a text stands, whatever its case. */
export async function whereTextStands(client: Sql, text: string): Promise<string[]> {
  const found = await client<{ table: string; place: string }[]>`
    select n.nspname || '.' || c.relname as table, format('%I.%I', n.nspname, c.relname) as place
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'`;
  const places: string[] = [];
  for (const { table, place } of found) {
    const [row] = await client.unsafe<{ hits: number }[]>(
      `select count(*)::int as hits from ${place} as t where strpos(lower(t::text), lower($1)) > 0`,
      [text],
    );
    if ((row?.hits ?? 0) > 0) places.push(table);
  }
  return places.toSorted();
}
