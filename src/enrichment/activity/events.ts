import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../db/sql.js';
import { addDays } from '../../lib/days.js';
import type { ActivityTable } from './activityTable.js';
import { tableSql } from './databaseTable.js';

/** Days of a zone, both ends included; a missing first day is the beginning of time. */
export interface DayRange {
  readonly first: string | undefined;
  readonly last: string;
}

/**
 * Instants that lie before and after all of some days, whatever a zone does to its clocks: a day may be left out (Pacific/Apia,
 * 2011-12-30), and one may come back for a minute after midnight. They spare the reading of other days; which day an event is
 * of, its local date alone tells.
 */
export const wellBefore = (day: string, timeZone: string): SQL =>
  sql`((${addDays(day, -2)}::date)::timestamp at time zone ${timeZone})`;
export const wellAfter = (day: string, timeZone: string): SQL =>
  sql`((${addDays(day, 3)}::date)::timestamp at time zone ${timeZone})`;

/** The day of an instant in a zone. */
export const dayOf = (instant: SQL, timeZone: string): SQL => sql`(${instant} at time zone ${timeZone})::date`;

/** What lies before is no time of an event: infinity, years before our era. */
export const beginning = sql`timestamptz '0001-01-03 00:00:00+00'`;

/** One more column of the events: its name and an expression over the activity's row `a`. */
export interface EventColumn {
  readonly name: string;
  readonly select: SQL;
}

/**
 * The events of a range of days, as they are read: `customer_id`, `session_key`, `session_ip`, `day`, `time`, `event_id`,
 * `is_page_view`, `is_ad_landing`, `intent_at`; with `details` also `url`, `referrer`, `user_agent`; then `more`.
 */
export function eventRows(
  activity: ActivityTable,
  { first, last }: DayRange,
  timeZone: string,
  { details, more = [] }: { readonly details: boolean; readonly more?: readonly EventColumn[] },
): SQL {
  const { instant, between } = activity.time;
  const day = dayOf(instant, timeZone);
  const columns = [
    ['customer_id', activity.customer],
    ['session_key', activity.sessionKey],
    ['session_ip', activity.sessionIp],
    ['day', day],
    ['time', instant],
    ['event_id', activity.eventId ?? sql`null::text`],
    ['is_page_view', activity.isPageView],
    ['is_ad_landing', sql`coalesce(facet.is_ad_landing(${activity.url}), false)`],
    ['intent_at', activity.intentAt ?? instant],
    ...(details
      ? [
          ['url', activity.url],
          ['referrer', activity.referrer],
          ['user_agent', activity.userAgent],
        ]
      : []),
    ...more.map(({ name, select }) => [name, select]),
  ] as [string, SQL][];
  return sql`
    select ${sql.join(
      columns.map(([name, value]) => sql`${value} as ${identifier(name)}`),
      sql`, `,
    )}
    from ${tableSql(activity.table)} as a
    where ${between(first === undefined ? beginning : wellBefore(first, timeZone), wellAfter(last, timeZone))}
      and ${day} <= ${last}::date${first === undefined ? sql`` : sql` and ${day} >= ${first}::date`}`;
}
