import type postgres from 'postgres';
import type { Job } from '../../db/job.js';
import { eachOf } from '../../lib/eachOf.js';
import type { DayRange } from './events.js';
import { readRollup } from './readRollup.js';
import { rollRange, type Rollup } from './rollRange.js';
import { readableUntil, readRollupState, staleDays } from './staleDays.js';

/** Ranges that are rolled up at the same time, each on a connection of its own. */
const atOnce = 2;

interface RollupReport {
  /** Ranges of days that were read, and whether that was everything. */
  readonly ranges: number;
  readonly rebuilt: boolean;
  readonly lastDay: string;
}

/**
 * Brings the roll-ups of activity up to a day: reads the days that are new or have new events, or everything where the
 * settings have changed. Each range of days is written in one transaction; a run that ends half-way is made up for by the next.
 * Needs the lock `snapshots`. Throws a `UserError` for settings that do not fit the database.
 */
export async function updateRollups(
  job: Job,
  loadId: string,
  { last, rebuild = false }: { readonly last: string; readonly rebuild?: boolean | undefined },
): Promise<RollupReport> {
  const { sql: db, config, progress } = job;
  const { settings, ...configured } = await readRollup(db, config);
  const rollup: Rollup = { ...configured, loadId };
  const { activity, timeZone } = rollup;
  const state = await readRollupState(db);
  const until = await readableUntil(db);
  const stale = await staleDays(db, { ...activity, settings }, timeZone, { state, last, rebuild });
  if (stale.rebuild) {
    await db`delete from facet.activity_rollup`;
    await db`truncate facet.activity_visits, facet.activity_measures, facet.activity_days`;
  }
  let done = 0;
  await eachOf(stale.ranges, atOnce, async (range: DayRange) => {
    await db.begin((transaction: postgres.TransactionSql) => rollRange(transaction, rollup, range));
    done += 1;
    progress.update(`activity: ${done} of ${stale.ranges.length} ranges of days rolled up`);
  });
  await db`
    insert into facet.activity_rollup as old ("only", settings, last_day, read_until, load_id)
    values (true, ${settings}, ${stale.lastDay}, ${until}, ${loadId})
    on conflict ("only") do update set settings = excluded.settings, last_day = excluded.last_day,
      read_until = excluded.read_until, load_id = excluded.load_id`;
  if (stale.rebuild) await db`analyze facet.activity_visits, facet.activity_measures`;
  return { ranges: stale.ranges.length, rebuilt: stale.rebuild, lastDay: stale.lastDay };
}
