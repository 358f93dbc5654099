import type { Sql } from '../client.js';
import { hasCitus } from '../isDistributed.js';

/** The tables of the schema `facet` that lie in shards, partitions left out; none on a PostgreSQL without Citus. */
export async function placedTables(client: Sql): Promise<ReadonlySet<string>> {
  if (!(await hasCitus(client))) return new Set();
  const rows = await client<{ name: string }[]>`
    select c.relname as name from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
    where c.relnamespace = to_regnamespace('facet') and not c.relispartition and (p.partmethod = 'h' or p.repmodel = 't')`;
  return new Set(rows.map(({ name }) => name));
}
