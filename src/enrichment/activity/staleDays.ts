import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { addDays } from '../../lib/time/days.js';
import { tableSql } from '../tables/databaseTable.js';
import type { ActivityTable } from './activityTable.js';
import { beginning, dayOf, inEventDays, wellBefore, type EventDays } from './eventRows.js';

/** How far the roll-ups reach, as the last run left them. */
export interface RollupState {
  readonly settings: string;
  readonly lastDay: string | null;
  readonly readUntil: string | null;
}

/** Days before the newest that are read again where a table does not say when its rows were loaded. */
const rereadDays = 7;

/** Reads how far the roll-ups reach; undefined where there are none. */
export async function readRollupState(db: Sql): Promise<RollupState | undefined> {
  const [state] = await db<RollupState[]>`
    select settings, last_day as "lastDay", read_until::text as "readUntil" from facet.activity_rollup`;
  return state;
}

/**
 * The instant before which no running transaction can still add rows. Those that have written nothing yet count too: `now()` is
 * when a transaction began. A user who may not see the transactions of others goes back by a day.
 */
export async function readableUntil(db: Sql): Promise<string> {
  const [found] = await db<{ until: string }[]>`
    select (least(now(), min(xact_start), (select min(prepared) from pg_prepared_xacts))
      - case when pg_has_role('pg_read_all_stats', 'usage') then interval '0' else interval '1 day' end)::text as until
    from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`;
  return found?.until ?? '';
}

/** Days up to `last` with events that were loaded since an instant. */
async function touchedDays(
  db: Sql,
  { table, loadedAt, time }: ActivityTable,
  timeZone: string,
  { since, last }: { readonly since: string; readonly last: string },
): Promise<string[]> {
  if (loadedAt === undefined) return [];
  const day = dayOf(time.instant, timeZone);
  const rows = await run<{ day: string }>(
    db,
    sql`
    select distinct ${day}::text as day from ${tableSql(table)} as a
    where (${loadedAt.between(sql`(${since}::timestamptz - ${loadedAt.grain})`, undefined)} or ${loadedAt.instant} is null)
      and ${inEventDays(time, { first: undefined, last }, timeZone)}`,
  );
  return rows.map(({ day: touched }) => touched);
}

/** The ranges of consecutive days, oldest first. */
export function toRanges(days: readonly string[]): EventDays[] {
  const ranges: { first: string; last: string }[] = [];
  for (const day of [...new Set(days)].toSorted()) {
    const open = ranges.at(-1);
    if (open !== undefined && addDays(open.last, 1) === day) open.last = day;
    else ranges.push({ first: day, last: day });
  }
  return ranges;
}

/** All days up to the last: month by month of Facet's own table, in one range of any other. */
async function allRanges(db: Sql, { isOwn }: ActivityTable, last: string): Promise<EventDays[]> {
  if (!isOwn) return [{ first: undefined, last }];
  const months = await db<{ month: string }[]>`
    select replace(substring(c.relname from '\\d{4}_\\d{2}$'), '_', '-') as month
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'facet.activity'::regclass and c.relname ~ '^activity_\\d{4}_\\d{2}$' order by 1`;
  // A month of a zone reaches into those of UTC on both sides: the last day of the month before, and the day after.
  const starts = months.map(({ month }) => `${month}-01`).filter((day) => day <= last);
  if (starts.length === 0) return [{ first: undefined, last }];
  return starts.map((start, index) => {
    const next = starts[index + 1];
    return {
      first: index === 0 ? undefined : start,
      last: next === undefined ? last : addDays(next, -1),
    };
  });
}

/** The ranges of days to read so that the roll-ups hold every day up to `last`; `rebuild` says that they are all there is. */
export async function staleDays(
  db: Sql,
  activity: ActivityTable,
  timeZone: string,
  {
    state,
    last,
    rebuild,
  }: { readonly state: RollupState | undefined; readonly last: string; readonly rebuild: boolean },
): Promise<{ readonly ranges: EventDays[]; readonly rebuild: boolean; readonly lastDay: string }> {
  const { lastDay = null, readUntil = null } = state ?? {};
  if (rebuild || state?.settings !== activity.settings || lastDay === null || readUntil === null)
    return { ranges: await allRanges(db, activity, last), rebuild: true, lastDay: last };
  const reached = last > lastDay ? last : lastDay;
  const touched = await touchedDays(db, activity, timeZone, { since: readUntil, last: reached });
  const fresh: string[] = [];
  const from = activity.loadedAt === undefined ? addDays(lastDay, 1 - rereadDays) : addDays(lastDay, 1);
  for (let day = from; day <= reached; day = addDays(day, 1)) fresh.push(day);
  return { ranges: toRanges([...touched, ...fresh]), rebuild: false, lastDay: reached };
}

/** Counts the events after a day, and those without a time: neither is ever rolled up. */
export async function eventsOutside(
  db: Sql,
  { table, time }: ActivityTable,
  last: string,
  timeZone: string,
): Promise<{ readonly future: number; readonly withoutTime: number }> {
  const [found] = await run<{ future: number; withoutTime: number }>(
    db,
    sql`
    select count(*) filter (where ${time.instant} >= ${beginning})::float8 as future,
      count(*) filter (where ${time.instant} >= ${beginning} is not true)::float8 as "withoutTime"
    from ${tableSql(table)} as a
    where (${time.between(wellBefore(last, timeZone), undefined)} and ${dayOf(time.instant, timeZone)} > ${last}::date)
      or ${time.between(undefined, beginning)} or ${time.instant} is null`,
  );
  return found ?? { future: 0, withoutTime: 0 };
}
