import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../db/sql.js';
import { addDays } from '../../lib/time/days.js';
import type { TimeColumn } from '../tables/columnValues.js';
import { tableSql } from '../tables/databaseTable.js';
import type { ActivityTable } from './activityTable.js';
import { localTime } from './localTime.js';

/** Days of a zone, both ends included; a missing first day is the beginning of time. */
export interface EventDays {
  readonly first: string | undefined;
  readonly last: string;
}

/**
 * An instant before all of a day, whatever a zone does to its clocks: a day may be skipped (Pacific/Apia, 2011-12-30), and one may
 * return for a minute after midnight. Only its local date says which day an event belongs to.
 */
export const wellBefore = (day: string, timeZone: string): SQL =>
  sql`((${addDays(day, -2)}::date)::timestamp at time zone ${timeZone})`;

/** An instant after all of a day. */
const wellAfter = (day: string, timeZone: string): SQL =>
  sql`((${addDays(day, 3)}::date)::timestamp at time zone ${timeZone})`;

/** An instant that a day begins with in a zone whose clocks are never changed. */
const startOf = (day: string, timeZone: string): SQL => sql`((${day}::date)::timestamp at time zone ${timeZone})`;

/** The day of an instant in a zone. */
export const dayOf = (instant: SQL, timeZone: string): SQL => sql`${localTime(instant, timeZone)}::date`;

/** An earlier time is not that of an event: infinity, years before our era. */
export const beginning = sql`timestamptz '0001-01-03 00:00:00+00'`;

/**
 * SQL: whether an event is of a range of days. Its local date costs as much as all else, so it is computed near the ends only, and in
 * UTC nowhere.
 */
export function inEventDays({ instant, between }: TimeColumn, { first, last }: EventDays, timeZone: string): SQL {
  if (timeZone === 'UTC')
    return between(first === undefined ? beginning : startOf(first, timeZone), startOf(addDays(last, 1), timeZone));
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
 * A query of the events of a range of days: `customer_id`, `session_key`, `session_ip`, `day`, `time`, `event_id`,
 * `is_page_view`, `is_ad_landing`, `intent_at`; with `details` also `url`, `referrer`, `user_agent`; then `more`.
 */
export function eventRows(
  activity: ActivityTable,
  range: EventDays,
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
    where ${inEventDays(activity.time, range, timeZone)}`;
}

/** A query of rows `(day, id)`: a hash of the id of each event of a range of days; null where the activity has no ids. */
export function eventIds({ table, time, eventId }: ActivityTable, range: EventDays, timeZone: string): SQL {
  const id = sql`hashtextextended(${eventId ?? sql`null::text`}, 0)`;
  return sql`
    select ${dayOf(time.instant, timeZone)} as day, ${id} as id from ${tableSql(table)} as a
    where ${inEventDays(time, range, timeZone)}`;
}
