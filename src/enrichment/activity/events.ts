import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../db/sql.js';
import { addDays } from '../../lib/days.js';
import type { ActivityTable } from './activityTable.js';
import type { TimeColumn } from './columnValues.js';
import { tableSql } from './databaseTable.js';

/** Days of a zone, both ends included; a missing first day is the beginning of time. */
export interface DayRange {
  readonly first: string | undefined;
  readonly last: string;
}

/**
 * An instant that lies before all of a day, whatever a zone does to its clocks: a day may be left out (Pacific/Apia,
 * 2011-12-30), and one may come back for a minute after midnight. Which day an event is of, its local date alone tells.
 */
export const wellBefore = (day: string, timeZone: string): SQL =>
  sql`((${addDays(day, -2)}::date)::timestamp at time zone ${timeZone})`;

/** An instant that lies after all of a day. */
const wellAfter = (day: string, timeZone: string): SQL =>
  sql`((${addDays(day, 3)}::date)::timestamp at time zone ${timeZone})`;

/** The day of an instant in a zone. */
export const dayOf = (instant: SQL, timeZone: string): SQL => sql`(${instant} at time zone ${timeZone})::date`;

/** What lies before is no time of an event: infinity, years before our era. */
export const beginning = sql`timestamptz '0001-01-03 00:00:00+00'`;

/** SQL: whether an event is of a range of days; only near its ends the local date is worked out, which costs as much as all else. */
export function inDays({ instant, between }: TimeColumn, { first, last }: DayRange, timeZone: string): SQL {
  const day = dayOf(instant, timeZone);
  const upTo = sql`(${between(undefined, wellBefore(last, timeZone))} or ${day} <= ${last}::date)`;
  if (first === undefined) return sql`${between(beginning, wellAfter(last, timeZone))} and ${upTo}`;
  return sql`${between(wellBefore(first, timeZone), wellAfter(last, timeZone))} and ${upTo}
    and (${between(wellAfter(first, timeZone), undefined)} or ${day} >= ${first}::date)`;
}

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
  range: DayRange,
  timeZone: string,
  { details, more = [] }: { readonly details: boolean; readonly more?: readonly EventColumn[] },
): SQL {
  const { instant } = activity.time;
  const columns = [
    ['customer_id', activity.customer],
    ['session_key', activity.sessionKey],
    ['session_ip', activity.sessionIp],
    ['day', dayOf(instant, timeZone)],
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
    where ${inDays(activity.time, range, timeZone)}`;
}
