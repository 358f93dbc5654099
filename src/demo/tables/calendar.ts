import type { DemoRun } from '../DemoRun.js';

/** How busy the days of a week are, from Monday on. */
const WEEKDAYS = [9, 8, 8, 9, 12, 15, 11];
/** How busy the months are, in percent, from January on. */
const MONTHS = [80, 80, 95, 105, 115, 120, 110, 100, 95, 90, 130, 190];

/** Makes `demo_calendar`: each day with orders has as many rows, numbered by `slot` from 0, as it is busy. */
export async function createCalendar({ client, firstOrderDay, lastDay }: DemoRun): Promise<void> {
  await client`
    create temp table demo_calendar on commit drop as
    select (row_number() over (order by day, n) - 1)::integer as slot, day::date as day
    from generate_series(${firstOrderDay}::timestamp, ${lastDay}::timestamp, '1 day') as day
    cross join lateral generate_series(1, (${WEEKDAYS}::integer[])[extract(isodow from day)::integer]
      * (${MONTHS}::integer[])[extract(month from day)::integer] / 100) as n`;
  await client`analyze demo_calendar`;
}
