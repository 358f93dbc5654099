import type { Sql } from '../../src/db/client.js';
import { leftOut } from '../../src/backup/tables/leftOut.js';

/** The entry that a restore makes is its own. */
const notOfRestore = (table: string): string =>
  table === 'audit_log' ? "where operation is distinct from 'restore'" : '';

/** Rows and a checksum of each table of Facet's schema that a backup holds, by name: of all values, whatever the order of rows and columns. */
export async function contents(client: Sql): Promise<Readonly<Record<string, string>>> {
  const tables = await client<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'facet'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`;
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    if (name in leftOut) continue;
    const [row] = await client.unsafe<{ told: string }[]>(`
      select count(*) || ' rows, ' || coalesce(md5(string_agg(one, ',' order by one collate "C")), '') as told
      from (select to_jsonb(t)::text as one from facet."${name}" t ${notOfRestore(name)}) as all_rows`);
    found[name] = row?.told ?? '';
  }
  return found;
}

/** What of the schema is not made by migrations alone: partitions, columns, indexes whatever their names, triggers that are on, views with their columns. */
export async function forms(client: Sql): Promise<readonly string[]> {
  const rows = await client<{ what: string }[]>`
    select 'column ' || c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) as what
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace in ('facet'::regnamespace, 'bi'::regnamespace) and c.relkind in ('r', 'p', 'v')
    union all
    select 'index ' || regexp_replace(pg_get_indexdef(i.indexrelid), 'INDEX [^ ]+ ON', 'INDEX ON') from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'facet'::regnamespace and i.indisvalid and c.relname not like 'activity_values%'
    union all
    select 'trigger ' || pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'facet'::regnamespace and not t.tgisinternal
    order by 1`;
  // The next months of the log are made by whatever writes into it, such as the restore.
  return rows.map(({ what }) => what).filter((what) => !/activity_values|audit_log_\d{4}/.test(what));
}
