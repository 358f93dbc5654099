import type { Sql } from '../db/client.js';
import { hasCitus } from '../db/isDistributed.js';

/** Where a table was found to lie. */
export interface FoundPlacement {
  readonly kind: 'distributed' | 'reference' | 'local';
  /** The column that leads to a shard; null unless distributed. */
  readonly by: string | null;
  /** The colocation group; null for a table that Citus does not know. */
  readonly group: number | null;
  readonly shards: number;
}

/** Of a table that Citus does not know. */
const onCoordinator: FoundPlacement = { kind: 'local', by: null, group: null, shards: 0 };

/**
 * The tables of the schema `facet` that are there, but for partitions, and where each lies. Local ones that Citus knows because a
 * reference table names them, or is named by them, are local.
 */
export async function readFound(client: Sql): Promise<ReadonlyMap<string, FoundPlacement>> {
  const tables = await client<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = to_regnamespace('facet') and relkind in ('r', 'p') and not relispartition order by 1`;
  const placed = (await hasCitus(client))
    ? await client<(FoundPlacement & { readonly name: string })[]>`
      select c.relname as name, p.colocationid as group, column_to_column_name(p.logicalrelid, p.partkey) as by,
        case when p.partmethod = 'h' then 'distributed' when p.repmodel = 't' then 'reference' else 'local' end as kind,
        (select count(*)::int from pg_dist_shard s where s.logicalrelid = p.logicalrelid) as shards
      from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid and c.relnamespace = to_regnamespace('facet')`
    : [];
  const known = new Map(placed.map(({ name, ...found }) => [name, found]));
  return new Map(tables.map(({ name }) => [name, known.get(name) ?? onCoordinator]));
}
