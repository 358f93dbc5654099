import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from '../db/client.js';

/** A partition whose part of an index is missing. */
export interface PartitionIndex {
  readonly partition: string;
  /** What a run that was killed left: an index that was not finished, or one that was not attached. */
  readonly leftover: 'none' | 'invalid' | 'valid';
}

/**
 * The partitions of `customer_profiles`, oldest first, that have no finished part of the index `name`; a part that was left
 * behind is known by its partition's name with the suffix.
 */
export async function missingIndexes(client: Sql, name: string, suffix: string): Promise<readonly PartitionIndex[]> {
  return client<PartitionIndex[]>`
    select p.relname as partition,
      case when left_index.indexrelid is null then 'none' when left_index.indisvalid then 'valid' else 'invalid' end as leftover
    from pg_inherits i
    join pg_class p on p.oid = i.inhrelid
    left join pg_index left_index
      on left_index.indexrelid = to_regclass('facet.' || quote_ident(p.relname || '_' || ${suffix}::text))
    where i.inhparent = 'facet.customer_profiles'::regclass
      and not exists (
        select 1 from pg_inherits attached
        join pg_index part on part.indexrelid = attached.inhrelid
        where attached.inhparent = to_regclass(${`facet.${name}`}) and part.indrelid = p.oid and part.indisvalid)
    order by p.relname`;
}

/**
 * Waits while PostgreSQL builds an index of a partition: for a client that was killed it goes on to the end. Whoever touches
 * the partition's indexes meanwhile waits for the build, which in the end waits for whoever waits: a deadlock.
 */
export async function endOfBuild(client: Sql, partition: string): Promise<void> {
  for (;;) {
    const running = await client`
      select 1 from pg_stat_progress_create_index where relid = to_regclass(${`facet.${partition}`})`;
    if (running.length === 0) return;
    await delay(200);
  }
}
