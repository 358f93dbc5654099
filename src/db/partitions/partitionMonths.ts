import type { Sql } from '../client.js';

/** The months that a table partitioned by month has partitions of, as their names say them, e.g. `2026_03`; the oldest first. */
export async function partitionMonths(client: Sql, parent: string): Promise<string[]> {
  const rows = await client<{ month: string }[]>`
    select substring(c.relname from '\\d{4}_\\d{2}$') as month
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ('facet.' || ${parent}::text)::regclass and c.relname ~ ('^' || ${parent}::text || '_\\d{4}_\\d{2}$')
    order by month`;
  return rows.map(({ month }) => month);
}
