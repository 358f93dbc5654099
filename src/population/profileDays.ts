import { sql } from 'drizzle-orm';
import { byKey } from '../lib/byKey.js';
import { badCursor, type Page } from '../lib/relay/page.js';
import type { CompleteDay, Scope } from '../scope.js';
import { newestOn } from './completeDays.js';
import { dayOfCursors } from './position.js';

/**
 * Finds the newest complete day on or before a date; null where there is none. A door that asks for many at once makes one
 * statement of them behind it.
 */
export type FindDay = (date: string) => Promise<CompleteDay | null>;

/** In place of a date: asks for the newest day of all. It sorts behind every date, for PostgreSQL and as text. */
export const endOfTime = 'infinity';

/** The newest of the complete days that the server holds on or before a date; null where there is none. */
export function findHeldDay(
  { reads }: Pick<Scope, 'reads'>,
  days: readonly CompleteDay[],
  date: string,
): CompleteDay | null {
  const day = newestOn(days, date);
  reads?.foundDay(date, day);
  return day;
}

/** For each asked date the newest complete day on or before it; null where there is none. */
export async function findProfileDays(scope: Scope, dates: readonly string[]): Promise<(CompleteDay | null)[]> {
  // Of the table of days: the newest of `customer_profiles` itself took 57 ms, an exact day 0.55 ms.
  const rows = await scope.db.query<CompleteDay & { asked: string }>(sql`
    select asked.date as asked, d.profile_date as day, coalesce(l.finished_at, l.started_at) as "computedAt",
      d.load_id::text as "loadId"
    from unnest(${sql.param(dates)}::date[]) as asked (date)
    join facet.profile_days d on d.profile_date = (
      select max(profile_date) from facet.profile_days where complete and profile_date <= asked.date)
    join facet.loads l on l.load_id = d.load_id`);
  return byKey(dates, rows, (row) => row.asked);
}

/**
 * The day that the cursor given as `name` was made on. Throws an `INVALID_CURSOR` for one that is not complete or no longer
 * kept.
 */
export async function cursorDay(findDay: FindDay, day: string, name: string): Promise<string> {
  const found = await findDay(day);
  if (found?.day !== day)
    throw badCursor(name, `was made on the snapshot of ${day}, which is no longer kept; begin again without it`);
  return day;
}

/**
 * The day that a question reads attributes on: that of the page's cursors, so that a snapshot that comes between two pages
 * changes nothing; else the newest complete one on or before `asOf`. Null where there is none. Throws an `INVALID_CURSOR`
 * for a day that is no longer kept.
 */
export async function questionDay(findDay: FindDay, asOf: string | null, page?: Page): Promise<string | null> {
  const ofCursors = page === undefined ? undefined : dayOfCursors(page);
  if (ofCursors === null) return null;
  if (ofCursors !== undefined) return cursorDay(findDay, ofCursors, page?.after?.[0] == null ? 'before' : 'after');
  return (await findDay(asOf ?? endOfTime))?.day ?? null;
}
