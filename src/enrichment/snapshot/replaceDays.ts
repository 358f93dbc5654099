import type { SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';

interface Replaced {
  readonly rows: number;
  /** Numbers that did not fit their slot and became null. */
  readonly unfit: number;
}

/** Writes days in place of what they held, and marks them complete. Needs a transaction. */
export async function replaceDays(sql: Sql, days: readonly string[], loadId: string, insert: SQL): Promise<Replaced> {
  await sql`delete from facet.customer_profiles where profile_date = any(${days}::date[])`;
  await run(sql, insert);
  const [written] = await sql<Replaced[]>`
    with written as (
      select profile_date, count(*) as rows, sum(unfit) as unfit
      from facet.customer_profiles where profile_date = any(${days}::date[]) group by profile_date),
    days as (
      insert into facet.profile_days (profile_date, load_id, rows, complete)
      select day, ${loadId}, coalesce(written.rows, 0), true
      from unnest(${days}::date[]) as days (day) left join written on written.profile_date = day
      on conflict (profile_date) do update
      set load_id = excluded.load_id, rows = excluded.rows, complete = excluded.complete)
    select coalesce(sum(rows), 0)::int as rows, coalesce(sum(unfit), 0)::int as unfit from written`;
  return written ?? { rows: 0, unfit: 0 };
}

/** Plain statistics of 500 columns would take longer than the writing: only what queries filter by. */
export async function analyseDays(sql: Sql, days: readonly string[]): Promise<void> {
  for (const month of new Set(days.map((day) => day.slice(0, 7).replace('-', '_'))))
    await sql.unsafe(`analyze facet.customer_profiles_${month} (customer_id, profile_date)`);
  await sql`analyze facet.profile_days`;
}
