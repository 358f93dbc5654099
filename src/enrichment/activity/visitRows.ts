import { sql, type SQL } from 'drizzle-orm';
import type { DaysToCompute } from '../definition.js';
import { resolvedRows } from './resolved.js';
import { trendDays } from './trendDays.js';

/** Columns of `activity_visits` that say where a visit came from and what it was made with. */
export const detailColumns = [
  'landing_page',
  'exit_page',
  'referrer',
  'source',
  'medium',
  'campaign',
  'term',
  'content',
  'click_id_type',
  'click_id',
  'channel',
  'device',
  'browser',
] as const;

/** Columns that every part has. */
const always = [
  'customer_id',
  'day',
  'session_key',
  'session_ip',
  'started_at',
  'ended_at',
  'events',
  'page_views',
  'ad_landings',
  'intent_at',
] as const;

/** Columns that need the parts of a customer in order of time. */
const ordered = ['is_new_day', 'days_before', 'is_touch', 'touch', 'touches'] as const;

/** Whether a metric names a column. */
type Names = (column: string) => boolean;

const inKey = sql`partition by customer, session_key, session_ip, as_of order by started_at, ended_at, customer_id`;

/** Parts with `reached`, where the parts of the same key before have ended, and `is_start`. */
function parts(context: DaysToCompute, names: Names): SQL {
  const details = detailColumns.filter((name) => names(name) || (name === 'channel' && ordered.some(names)));
  const gap = sql`${`${context.enrichment.session_windows_time} seconds`}::interval`;
  return sql`
    select *, coalesce(started_at - reached > ${gap}, true) as is_start
    from (
      select r.*, max(ended_at) over (${inKey} rows between unbounded preceding and 1 preceding) as reached
      from (${resolvedRows('activity_visits', context, { days: trendDays(context), columns: [...always, ...details] })}) as r
    ) as r`;
}

/** What a part adds to the length of its visit, in seconds. */
const seconds = sql`extract(epoch from
  case when is_start then ended_at - started_at else greatest(ended_at - reached, interval '0') end)`;

const byTime = sql`partition by customer, as_of order by started_at, session_key, session_ip, customer_id, day`;

const inOrder = (rows: SQL): SQL => sql`
  select *, max(touch) over (partition by customer, as_of) as touches
  from (
    select *, day - lag(day) over by_time as days_before, lag(day) over by_time is distinct from day as is_new_day,
      is_start and channel <> 'Direct' as is_touch,
      count(*) filter (where is_start and channel <> 'Direct') over by_time as touch
    from (${rows}) as v
    window by_time as (${byTime})
  ) as v`;

/**
 * Visits of the population as each day sees them, one row per visit or per part of one that lies in one day:
 * - `customer`, `as_of` (the day that sees it), `day`, and the columns of `activity_visits`;
 * - `is_start`: whether the visit began with this part; `seconds`: what the part adds to its length;
 * - `visit_day`: the day on which the visit began;
 * - `is_engaged`: whether the visit had its second event in this part;
 * - `trend_start`, `trend_whole`, `trend_month`, `trend_end` of the day, see `trendDays`;
 * - `hour` and `weekday` (1 is Monday) of the part's beginning, in the zone;
 * - in the order of time: `is_new_day`, `days_before` (since the day of the part before), `is_touch` (a visit that did
 *   not come directly), `touch` (how many of them up to here), `touches` (how many in all).
 *
 * What is not asked for by `names` is left out where it costs.
 */
export function visitRows(context: DaysToCompute, names: Names): SQL {
  const local = sql`started_at at time zone ${context.timeZone}`;
  const added = [
    seconds,
    sql`as seconds`,
    ...(names('visit_day') ? [sql`, max(day) filter (where is_start) over (${inKey}) as visit_day`] : []),
    ...(names('hour') ? [sql`, extract(hour from ${local})::integer as hour`] : []),
    ...(names('weekday') ? [sql`, extract(isodow from ${local})::integer as weekday`] : []),
    ...(names('is_engaged')
      ? [
          sql`, case when is_start then events > 1
            else coalesce(lag(is_start and events = 1) over (${inKey}), false) end as is_engaged`,
        ]
      : []),
  ];
  const rows = sql`select *, ${sql.join(added, sql` `)} from (${parts(context, names)}) as v`;
  return ordered.some(names) ? inOrder(rows) : rows;
}
