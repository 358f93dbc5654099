import { plural } from '../../lib/text/plural.js';
import type { Sql } from '../client.js';

/**
 * The programs of Facet that are connected to the database, but for the one that asks, e.g. `facet serve (3 connections)`; undefined
 * where there is none.
 * @param own what the one that asks is called in `pg_stat_activity`
 */
export async function otherPrograms(client: Sql, own: string): Promise<string | undefined> {
  const others = await client<{ program: string; number: number }[]>`
    select application_name as program, count(*)::int as number from pg_stat_activity
    where datname = current_database() and application_name like 'facet %'
      -- The second is that by which each process holds the embedded server.
      and application_name not in (${own}, 'facet presence')
    group by 1 order by 1`;
  if (others.length === 0) return undefined;
  return others.map(({ program, number }) => `${program} (${plural(number, 'connection')})`).join(', ');
}
