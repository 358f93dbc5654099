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
 * The first instant of a day, by way of the last second of the day before: where a zone sets its clocks back at midnight,
 * 00:00 comes twice, and PostgreSQL takes the second.
 */
export const startOf = (day: string, timeZone: string): SQL =>
  sql`((${day}::date::timestamp - interval '1 second') at time zone ${timeZone} + interval '1 second')`;

/** The first instant after a day. */
export const endOf = (day: string, timeZone: string): SQL => startOf(addDays(day, 1), timeZone);

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
  const columns = [
    ['customer_id', activity.customer],
    ['session_key', activity.sessionKey],
    ['session_ip', activity.sessionIp],
    ['day', sql`(${instant} at time zone ${timeZone})::date`],
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
    where ${between(first === undefined ? beginning : startOf(first, timeZone), endOf(last, timeZone))}`;
}
