import { within } from '../../lib/async/within.js';
import { addDays } from '../../lib/time/days.js';
import { instantOf } from '../../lib/time/wallClock.js';
import type { LoadFact, LoadFacts } from '../../telemetry/meters/addLoadMeters.js';
import type { Sql } from '../client.js';

/** Loads that are looked through, the newest: some months of daily runs. */
const newest = 2000;

/** Milliseconds that the database has to answer in. */
const patience = 2000;

interface Row extends LoadFact {
  readonly profile_days: string | null;
  readonly activity_rollup: string | null;
}

/** The newest complete days and, by kind and outcome, the newest of the last loads; one row without a load where there is none. */
async function read(client: Sql, timeZone: string): Promise<LoadFacts> {
  const rows = await client<Row[]>`
    with recent as (
      select load_id, kind, started_at, finished_at,
        case when finished_at is null then 'unfinished' when coalesce(result ? 'error', false) then 'failed' else 'ok' end as outcome
      from facet.loads where load_id > (select coalesce(max(load_id), 0) - ${newest} from facet.loads)),
    ranked as (
      select *, row_number() over (partition by kind, outcome order by coalesce(finished_at, started_at) desc, load_id desc) as place
      from recent)
    select
      (select max(profile_date) from facet.profile_days where complete) as profile_days,
      (select max(last_day) from facet.activity_rollup) as activity_rollup,
      kind, outcome,
      extract(epoch from coalesce(finished_at, started_at))::float8 as at,
      extract(epoch from finished_at - started_at)::float8 as seconds
    from (values (1)) as one left join ranked on place = 1`;
  const { profile_days: profiles = null, activity_rollup: activity = null } = rows[0] ?? {};
  const days = Object.entries({ profile_days: profiles, activity_rollup: activity }).flatMap(([table, day]) => {
    if (day === null) return [];
    return [[table, instantOf(timeZone, Date.parse(`${addDays(day, 1)}T00:00:00Z`)) / 1000] as const];
  });
  const loads = rows.filter(({ kind }) => (kind as string | null) !== null);
  return {
    days: Object.fromEntries(days),
    loads: loads.map(({ kind, outcome, at, seconds }) => ({ kind, outcome, at, seconds })),
  };
}

/**
 * Tells how far the data reaches and what the newest loads came to, by one statement in so many seconds; undefined while the
 * database does not answer.
 * @param timeZone of the days
 */
export function createLoadReader(
  client: Sql,
  { timeZone, seconds }: { readonly timeZone: string; readonly seconds: number },
): () => Promise<LoadFacts | undefined> {
  let found: Promise<LoadFacts | undefined> | undefined;
  let until = -Infinity;
  let reading: Promise<LoadFacts> | undefined;
  return () => {
    if (found !== undefined && performance.now() < until) return found;
    until = performance.now() + seconds * 1000;
    // Of a database that hangs no more is asked each time, until it has answered.
    reading ??= read(client, timeZone).finally(() => (reading = undefined));
    found = within(reading, patience).catch(() => undefined);
    return found;
  };
}
