import type postgres from 'postgres';
import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { runLimits } from '../../config/runs/runLimits.js';
import { eachOf } from '../../lib/async/eachOf.js';
import type { EventDays } from './eventRows.js';
import { readRollup, type RollupNeeds } from './readRollup.js';
import { rollRange, type Rollup } from './rollRange.js';
import { withoutVisitKey } from './withoutVisitKey.js';
import { readableUntil, readRollupState, staleDays } from './staleDays.js';

/** Analyses what the statements over roll-ups join and group by: all columns of visits would take several times as long. */
const analyseRollups = (db: Sql) => db`
  analyze facet.activity_visits (customer_id, session_key, session_ip, day), facet.activity_measures`;

interface RollupReport {
  /** Ranges of days that were read, and whether that was everything. */
  readonly ranges: number;
  readonly rebuilt: boolean;
  readonly lastDay: string;
}

/**
 * Brings the roll-ups of activity up to a day: reads the days that are new or have new events, or everything where the
 * settings have changed. Each range of days is written in one transaction; the next run completes one that ended half-way.
 * Needs the lock `snapshots`. Throws a `UserError` for settings that do not fit the database.
 */
export async function updateRollups(
  job: Job,
  needs: RollupNeeds,
  {
    loadId,
    last,
    rebuild = false,
  }: { readonly loadId: string; readonly last: string; readonly rebuild?: boolean | undefined },
): Promise<RollupReport> {
  const { client: db, config, progress } = job;
  const { settings, ...configured } = await readRollup(db, config, needs);
  const rollup: Rollup = { ...configured, loadId };
  const { activity, timeZone } = rollup;
  const state = await readRollupState(db);
  const until = await readableUntil(db);
  const stale = await staleDays(db, { ...activity, settings }, timeZone, { state, last, rebuild });
  if (stale.rebuild) {
    await db`delete from facet.activity_rollup`;
    await db`truncate facet.activity_visits, facet.activity_measures, facet.activity_days`;
  }
  const isAlone = stale.ranges.length === 1;
  const { parallel, workMemory } = runLimits(config);
  let done = 0;
  const rollAll = (): Promise<void> =>
    eachOf(stale.ranges, parallel, async (range: EventDays) => {
      await db.begin('isolation level repeatable read', (transaction: postgres.TransactionSql) =>
        rollRange(transaction, rollup, range, { isAlone, workMemory }),
      );
      done += 1;
      progress.update(`activity: ${done} of ${stale.ranges.length} ranges of days rolled up`);
    });
  await (stale.rebuild ? withoutVisitKey(db, rollAll) : rollAll());
  await db`
    insert into facet.activity_rollup as old ("only", settings, last_day, read_until, load_id)
    values (true, ${settings}, ${stale.lastDay}, ${until}, ${loadId})
    on conflict ("only") do update set settings = excluded.settings, last_day = excluded.last_day,
      read_until = excluded.read_until, load_id = excluded.load_id`;
  if (stale.rebuild) await analyseRollups(db);
  return { ranges: stale.ranges.length, rebuilt: stale.rebuild, lastDay: stale.lastDay };
}
