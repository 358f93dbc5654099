import { rowRules, type VisibleTable } from '../../src/db/rowRights/rowRules.js';
import type { Sql } from '../../src/db/client.js';

/** The tables that doors read. */
export const visibleTables = Object.keys(rowRules) as VisibleTable[];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNeeded: boolean;
}

/** Whose the four rows of each table are that have an application, and a brand. */
const owners = [
  { app: 'alpha', brand: 'one' },
  { app: 'alpha', brand: 'two' },
  { app: 'alpha', brand: null },
  { app: 'beta', brand: 'one' },
] as const;

function valueOf({ name, type }: Column, n: number): unknown {
  const owner = owners[n - 1] ?? owners[0];
  if (name === 'app') return owner.app;
  if (name === 'brand') return owner.brand ?? '';
  if (type.endsWith('[]')) return '{}';
  if (type.startsWith('time')) return `2026-11-0${n}T00:00:00Z`;
  if (type === 'date') return `2026-11-0${n}`;
  if (type === 'boolean') return false;
  if (type === 'jsonb') return '{}';
  return /^(text|character)/.test(type) ? `key ${n}` : n;
}

/** Puts four rows into every table, with the same keys in all of them; what rows must be like otherwise is taken away before. */
export async function fillEveryTable(client: Sql): Promise<void> {
  const constraints = await client<{ name: string; relation: string }[]>`
    select quote_ident(conname) as name, conrelid::regclass::text as relation from pg_constraint
    where connamespace = 'facet'::regnamespace and contype in ('c', 'f') and conparentid = 0`;
  for (const { name, relation } of constraints) await client.unsafe(`alter table ${relation} drop constraint ${name}`);
  for (const parent of ['customer_profiles', 'activity'])
    await client`select facet.ensure_partitions(${parent}, '2026-11-01'::date, '2026-11-30'::date)`;
  for (const table of visibleTables) {
    const columns = await client<Column[]>`
      select attname as name, format_type(atttypid, null) as type, attnotnull as "isNeeded" from pg_attribute
      where attrelid = ${`facet.${table}`}::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity <> 'a'`;
    const filled = columns.filter(({ name, isNeeded }) => isNeeded || name === 'brand' || name === 'app');
    for (const [index, owner] of owners.entries()) {
      const given = filled.filter(({ name, isNeeded }) => name !== 'brand' || isNeeded || owner.brand !== null);
      await client`insert into ${client(`facet.${table}`)} ${client(
        Object.fromEntries(given.map((column) => [column.name, valueOf(column, index + 1)])),
      )}`;
    }
  }
}
