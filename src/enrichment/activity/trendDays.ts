import { sql, type SQL } from 'drizzle-orm';
import type { DaysToCompute } from '../definitions/definition.js';
import { dayRows } from '../definitions/familyRows.js';

/** The columns of `trendDays` beside `as_of`. */
export const trendColumns = ['trend_start', 'trend_whole', 'trend_month', 'trend_end'] as const;

/**
 * A query of rows `as_of` (the day) with the borders of the monthly trend as that day sees them: `trend_start`, the first day of
 * the `nw` weeks that end with the day; `trend_whole`, the first day of the first month that lies wholly in them; `trend_month`
 * and `trend_end`, the first day of the month that is compared and the day after its last.
 */
export function trendDays(context: DaysToCompute): SQL {
  const { nw, trend_compare: compare } = context.enrichment;
  const start = sql`(day + 1 - ${7 * nw}::integer)`;
  const month = (day: SQL): SQL => sql`date_trunc('month', (${day})::timestamp)`;
  const next = sql`day + 1`;
  return sql`
    select day as as_of, ${start} as trend_start, (${month(sql`${start} - 1`)} + interval '1 month')::date as trend_whole,
      ${
        compare === 'current_month'
          ? sql`${month(sql`day`)}::date as trend_month, day + 1 as trend_end`
          : sql`(${month(next)} - interval '1 month')::date as trend_month, ${month(next)}::date as trend_end`
      }
    from ${dayRows(context)}`;
}
