import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import type { DaysToCompute } from '../definitions/definition.js';
import { allVisits, linkedCustomers } from './identities.js';
import { localTime } from './localTime.js';
import { resolvedRows } from './resolvedRows.js';
import { touch, touchFacts } from './touches.js';
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

/** What windows are partitioned by: the customer, and the day where days see different parts. */
type Split = readonly SQL[];

const oneTimeline: Split = [sql`customer`];
const timelinePerDay: Split = [...oneTimeline, sql`as_of`];

const inKey = sql`partition by customer, session_key, session_ip, as_of order by started_at, ended_at, customer_id`;

/** The columns that describe a part within its visit, from it and the parts before it under its key. */
const ofLinked = {
  is_start: sql`is_start`,
  duration: sql`case when is_start then ended_at - started_at else greatest(ended_at - reached, interval '0') end`,
  visit_day: sql`max(day) filter (where is_start) over (${inKey})`,
  is_engaged: sql`case when is_start then events > 1
    else coalesce(lag(is_start and events = 1) over (${inKey}), false) end`,
} as const;

/** The columns of `ofLinked` for a part that is a whole visit. */
const ofWhole: Readonly<Record<keyof typeof ofLinked, SQL>> = {
  is_start: sql`is_start`,
  duration: sql`ended_at - started_at`,
  visit_day: sql`day`,
  is_engaged: sql`events > 1`,
};

/** The columns that a part has by itself; times are those of the zone. */
const ofPart = (timeZone: string): Readonly<Record<string, SQL>> => ({
  touch: sql`case when is_start then ${touch} end`,
  hour: sql`extract(hour from ${localTime(sql`started_at`, timeZone)})::integer`,
  weekday: sql`extract(isodow from ${localTime(sql`started_at`, timeZone)})::integer`,
});

/** SQL of `<value> as <name>` for those that are wanted. */
const made = (values: Readonly<Record<string, SQL>>, columns: readonly string[]): SQL[] =>
  Object.entries(values)
    .filter(([name]) => columns.includes(name))
    .map(([name, value]) => sql`${value} as ${identifier(name)}`);

/** Columns that are read or computed only where they are asked for. */
export const visitColumns: readonly string[] = [...detailColumns, ...Object.keys(ofLinked), ...Object.keys(ofPart(''))];

/** The columns of visits `v` that expressions name. */
export const visitColumnsIn = (expressions: readonly string[]): readonly string[] =>
  visitColumns.filter((column) => expressions.some((expression) => expression.includes(`v.${column}`)));

const linkedVisits = sql`facet_linked_visits`;

/** The stored columns that wanted ones are made of. */
const storedColumns = (columns: readonly string[]): string[] => {
  const details = new Set<string>([...columns, ...(columns.includes('touch') ? touchFacts : [])]);
  return [...always, ...detailColumns.filter((name) => details.has(name))];
};

/**
 * The `with` list that `visitRows` needs beside `identities`: the parts of customers whose visits must be sorted, separately for
 * each day, with the columns that any family of the query asks for.
 */
export function linkedVisitRows(context: DaysToCompute, columns: readonly string[]): SQL {
  const stored = storedColumns(columns);
  const gap = sql`${`${context.enrichment.session_windows_time} seconds`}::interval`;
  const parts = resolvedRows('activity_visits', context, {
    columns: stored,
    condition: sql`p.customer_id in (select customer_id from ${linkedCustomers})`,
  });
  const madeColumns = [...made(ofLinked, columns), ...made(ofPart(context.timeZone), columns)];
  return sql`${linkedVisits} as materialized (
    select ${list([sql`customer, as_of`, ...stored.map(identifier), ...madeColumns])}
    from (
      select *, coalesce(started_at - reached > ${gap}, true) as is_start
      from (
        select r.*, max(ended_at) over (${inKey} rows between unbounded preceding and 1 preceding) as reached
        from (${parts}) as r
      ) as r
    ) as r
  )`;
}

/** What is read of visits. */
export interface VisitOptions {
  /** Names of columns that are read beside `customer`, `as_of` and those that every part has. */
  readonly columns: readonly string[];
  /**
   * Makes other rows of the parts before the days see them: a query of rows with at least `customer`, `day` and, where it is in
   * `split`, `as_of`, which is what windows are to be partitioned by.
   */
  readonly shape?: (rows: SQL, split: SQL) => SQL;
  /** What the shaped rows hold; default: the columns. */
  readonly shaped?: readonly string[];
}

/**
 * A query of the visits of the population as each day sees them, one row per visit or per part of one that lies in one day:
 * - `customer`, `as_of` (the day that sees it), `day`, and the columns of `activity_visits`;
 * - `is_start`: whether the visit began with this part; `duration`: what the part adds to its length, an interval;
 * - `visit_day`: the day on which the visit began;
 * - `is_engaged`: whether the visit had its second event in this part;
 * - `touch`: where the visit that began with this part came from, see `touch`;
 * - `hour` and `weekday` (1 is Monday) of the part's beginning, in the zone;
 * - `trend_start`, `trend_whole`, `trend_month`, `trend_end` of the day, see `trendDays`.
 *
 * Most customers' parts are whole visits, the same on every day, and need no sorting; the others are sorted for each day. Needs
 * `identities` and `linkedVisitRows`.
 */
export function visitRows(
  context: DaysToCompute,
  { columns, shape = (rows) => rows, shaped = [...always, ...columns] }: VisitOptions,
): SQL {
  const whole = sql`
    select ${list([sql`customer_id as customer`, ...storedColumns(columns).map(identifier), ...made(ofWhole, columns), ...made(ofPart(context.timeZone), columns)])}
    from (
      select r.*, true as is_start
      from ${context.visits ?? allVisits} as r join (${context.population}) as p on p.customer_id = r.customer_id
      where r.customer_id not in (select customer_id from ${linkedCustomers})
    ) as r`;
  const wanted = list(['customer', ...shaped].map((name) => sql`v.${identifier(name)}`));
  const ofDay = list(['as_of', ...trendColumns].map((name) => sql`days.${identifier(name)}`));
  return sql`
    select ${wanted}, ${ofDay}
    from (${trendDays(context)}) as days join (${shape(whole, list(oneTimeline))}) as v on v.day <= days.as_of
    union all
    select ${wanted}, ${ofDay}
    from (${trendDays(context)}) as days join (${shape(sql`select * from ${linkedVisits}`, list(timelinePerDay))}) as v on v.as_of = days.as_of`;
}
