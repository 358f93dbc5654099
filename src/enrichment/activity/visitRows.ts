import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import type { DaysToCompute } from '../definition.js';
import { resolvedRows, stitchedCustomers } from './resolved.js';
import { trendColumns, trendDays } from './trendDays.js';

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
const ordered = ['is_new_day', 'days_before', 'is_touch', 'touch', 'next_touch_day'] as const;

/** Whether a metric names a column. */
type Names = (column: string) => boolean;

/** What windows over parts are split by beside the customer: each day where days see different parts, else nothing. */
type PerDay = { readonly perDay: boolean };

const each = ({ perDay }: PerDay): SQL => (perDay ? sql`, as_of` : sql``);

const inKey = (split: PerDay): SQL =>
  sql`partition by customer, session_key, session_ip${each(split)} order by started_at, ended_at, customer_id`;

const earliestFirst = ['started_at', 'session_key', 'session_ip', 'customer_id', 'day'].map(identifier);

const byTime = (split: PerDay): SQL => sql`partition by customer${each(split)} order by ${list(earliestFirst)}`;

const backInTime = (split: PerDay): SQL =>
  sql`partition by customer${each(split)} order by ${list(earliestFirst.map((column) => sql`${column} desc`))}`;

/** What a part adds to the length of its visit, in seconds. */
const seconds = sql`extract(epoch from
  case when is_start then ended_at - started_at else greatest(ended_at - reached, interval '0') end)`;

/** The columns that are worked out from one part and those before it in its key, by name. */
const workedOut = (timeZone: string, split: PerDay): Readonly<Record<string, SQL>> => ({
  is_start: sql`is_start`,
  seconds,
  visit_day: sql`max(day) filter (where is_start) over (${inKey(split)})`,
  hour: sql`extract(hour from started_at at time zone ${timeZone})::integer`,
  weekday: sql`extract(isodow from started_at at time zone ${timeZone})::integer`,
  is_engaged: sql`case when is_start then events > 1
    else coalesce(lag(is_start and events = 1) over (${inKey(split)}), false) end`,
});

/** Parts (rows with `customer`, and `as_of` where windows are per day), with what is worked out and asked for. */
function timeline(rows: SQL, context: DaysToCompute, names: Names, split: PerDay): SQL {
  const gap = sql`${`${context.enrichment.session_windows_time} seconds`}::interval`;
  const added = Object.entries(workedOut(context.timeZone, split))
    .filter(([name]) => name !== 'is_start' && names(name))
    .map(([name, value]) => sql`, ${value} as ${identifier(name)}`);
  const parts = sql`
    select *${sql.join(added, sql``)}
    from (
      select *, coalesce(started_at - reached > ${gap}, true) as is_start
      from (
        select r.*, max(ended_at) over (${inKey(split)} rows between unbounded preceding and 1 preceding) as reached
        from (${rows}) as r
      ) as r
    ) as r`;
  if (!ordered.some(names)) return parts;
  return sql`
    select *, count(*) filter (where is_touch) over (${byTime(split)}) as touch,
      min(day) filter (where is_touch) over (${backInTime(split)} rows between unbounded preceding and 1 preceding)
        as next_touch_day
    from (
      select *, day - lag(day) over by_time as days_before, lag(day) over by_time is distinct from day as is_new_day,
        is_start and channel <> 'Direct' as is_touch
      from (${parts}) as v
      window by_time as (${byTime(split)})
    ) as v`;
}

/**
 * Visits of the population as each day sees them, one row per visit or per part of one that lies in one day:
 * - `customer`, `as_of` (the day that sees it), `day`, and the columns of `activity_visits`;
 * - `is_start`: whether the visit began with this part; `seconds`: what the part adds to its length;
 * - `visit_day`: the day on which the visit began;
 * - `is_engaged`: whether the visit had its second event in this part;
 * - `trend_start`, `trend_whole`, `trend_month`, `trend_end` of the day, see `trendDays`;
 * - `hour` and `weekday` (1 is Monday) of the part's beginning, in the zone;
 * - in the order of time: `is_new_day`, `days_before` (since the day of the part before), `is_touch` (a visit that did
 *   not come directly), `touch` (how many of them up to here), `next_touch_day` (the day of the next one).
 *
 * What is not asked for by `names` is left out where it costs. What is before a part is the same on every day but for
 * customers who are known by a session key: which anonymous parts are theirs depends on the day that sees them.
 */
export function visitRows(context: DaysToCompute, names: Names): SQL {
  const needsOrder = ordered.some(names);
  const details = detailColumns.filter((name) => names(name) || (name === 'channel' && needsOrder));
  const columns = [...always, ...details];
  const made = [
    'is_start',
    ...Object.keys(workedOut('', { perDay: false })).filter((name) => name !== 'is_start' && names(name)),
  ];
  const wanted = list(
    ['customer', ...columns, ...made, ...(needsOrder ? ordered : [])].map((name) => sql`v.${identifier(name)}`),
  );
  const ofDay = list(['as_of', ...trendColumns].map(identifier));
  const known = sql`
    select ${list(columns.map((name) => sql`r.${identifier(name)}`))}, r.customer_id as customer
    from facet.activity_visits as r join (${context.population}) as p on p.customer_id = r.customer_id
    where not exists (select from (${stitchedCustomers}) as s where s.customer_id = r.customer_id)`;
  const stitched = resolvedRows('activity_visits', context, {
    days: trendDays(context),
    columns,
    condition: sql`p.customer_id in (${stitchedCustomers})`,
  });
  return sql`
    select ${wanted}, ${ofDay}
    from (${trendDays(context)}) as days join (${timeline(known, context, names, { perDay: false })}) as v on v.day <= as_of
    union all
    select ${wanted}, ${ofDay} from (${timeline(stitched, context, names, { perDay: true })}) as v`;
}
