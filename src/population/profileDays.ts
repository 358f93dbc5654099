import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import { loaderOf, type CompleteDay, type RequestContext, type Scope } from '../context.js';
import { byKey } from '../lib/byKey.js';
import { badCursor, type Page } from '../lib/page.js';
import { newestOn } from './heldDays.js';
import { dayOfCursors } from './position.js';

/** In place of a date: asks for the newest day of all. It sorts behind every date, for PostgreSQL and as text. */
export const endOfTime = 'infinity';

/** For each asked date the newest complete day on or before it; null where there is none. */
async function findProfileDays(scope: Scope, dates: readonly string[]): Promise<(CompleteDay | null)[]> {
  const held = await scope.completeDays?.();
  if (held !== undefined) return dates.map((date) => newestOn(held, date));
  const rows = await scope.db.query<CompleteDay & { asked: string }>(sql`
    select asked.date as asked, d.profile_date as day, coalesce(l.finished_at, l.started_at) as "computedAt"
    from unnest(${sql.param(dates)}::date[]) as asked (date)
    join facet.profile_days d on d.profile_date = (
      select max(profile_date) from facet.profile_days where complete and profile_date <= asked.date)
    join facet.loads l on l.load_id = d.load_id`);
  return byKey(dates, rows, (row) => row.asked);
}

/** The newest complete day on or before a date. */
export const profileDayLoader = (context: RequestContext) =>
  loaderOf<string, CompleteDay | null>(
    context,
    'profile days',
    () => new DataLoader((dates) => findProfileDays(context, dates)),
  );

/**
 * The day that the cursor given as `name` was made on. Throws an `INVALID_CURSOR` for one that is not complete or no longer
 * kept.
 */
export async function cursorDay(context: RequestContext, day: string, name: string): Promise<string> {
  const found = await profileDayLoader(context).load(day);
  if (found?.day !== day)
    throw badCursor(name, `was made on the snapshot of ${day}, which is no longer kept; begin again without it`);
  return day;
}

/**
 * The day that a question reads attributes on: that of the page's cursors, so that a snapshot that comes between two pages
 * changes nothing; else the newest complete one on or before `asOf`. Null where there is none. Throws an `INVALID_CURSOR`
 * for a day that is no longer kept.
 */
export async function questionDay(context: RequestContext, asOf: string | null, page?: Page): Promise<string | null> {
  const ofCursors = page === undefined ? undefined : dayOfCursors(page);
  if (ofCursors === null) return null;
  if (ofCursors !== undefined) return cursorDay(context, ofCursors, page?.after?.[0] == null ? 'before' : 'after');
  return (await profileDayLoader(context).load(asOf ?? endOfTime))?.day ?? null;
}
