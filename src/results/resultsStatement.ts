import { sql, type SQL } from 'drizzle-orm';
import { list } from '../db/sql.js';
import type { Scope } from '../scope.js';
import { visibleRows } from '../visibleRows.js';
import type { Measurement } from './checkMeasurement.js';
import type { Reached } from './reached.js';

/** What is read of results beside what always is. */
export interface AskedResults {
  /** Whether money is shown, which must be of one currency. */
  readonly money: boolean;
  readonly redemptions: boolean;
}

/** What the customers of one action or treatment did, as it comes from the database: sums are texts of exact decimals. */
export interface MeasuredRow {
  readonly key: string | null;
  readonly occurrence: string | null;
  readonly subAudienceId: string | null;
  readonly subAudienceName: string | null;
  readonly armId: string | null;
  readonly armName: string | null;
  readonly isControl: boolean;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly recipients: number;
  readonly purchasers: number;
  readonly orders: number;
  readonly items: string;
  readonly revenue: string;
  readonly revenueVariance: string | null;
  /** '' is no currency; null without orders. */
  readonly leastCurrency: string | null;
  readonly greatestCurrency: string | null;
  readonly redeemers: number;
  readonly redemptions: number;
  /** For each KPI how many have a change, their sum, and their variance. */
  readonly kpis: readonly (readonly [count: string, sum: string | null, variance: string | null])[];
}

const arm = sql.raw('key, occurrence, sub_audience_id, arm_id, is_control');
const ofArm = sql.raw('t.key, t.occurrence, t.sub_audience_id, t.arm_id, t.is_control');

/** What customers did: a row for each order and each redemption from a launch on, and one where there is no order. */
function deeds(scope: Scope, reached: Reached, { currency, days }: Measurement, asked: AskedResults): SQL {
  const own = sql`${ofArm}, t.customer_id, t.sub_audience_name, t.arm_name, t.day, t.starts, t.ends`;
  const inCurrency = currency === null ? sql`` : sql` and o.currency = ${currency}::text`;
  // Read twice, it is worked out once; read once, it is planned with the rest.
  const from = asked.redemptions ? sql`reached` : sql`(${reached})`;
  const orders = sql`
    select ${own}, o.order_id, o.order_quantity as items, o.order_revenue as revenue,
      case when o.order_id is not null then coalesce(o.currency, '') end as currency, null::text as redemption_id
    from ${from} t left join ${visibleRows(scope, 'unified_transactions', 'o')}
      on o.customer_id = t.customer_id and o.order_datetime >= t.starts and o.order_datetime < t.ends${inCurrency}`;
  if (!asked.redemptions) return orders;
  return sql`with reached as (${reached}) ${orders} union all
    select ${own}, null, null, null, null, r.redemption_id
    from ${from} t join ${visibleRows(scope, 'coupon_redemptions', 'r')} on r.customer_id = t.customer_id
      and r.plan_id = t.plan_id and r.redemption_date >= t.day and r.redemption_date < t.day + ${days}::int`;
}

/** Each customer once in each arm: an order or redemption counts once, however many launches it follows. */
const customers = (deed: SQL, { days }: Measurement): SQL => sql`
  select ${arm}, customer_id, max(sub_audience_name) as sub_audience_name, min(arm_name) as arm_name, min(day) as first_day,
    min(day) + ${days}::int as last_day, min(starts) as starts, max(ends) as ends, count(order_id) as orders,
    coalesce(sum(items), 0) as items, coalesce(sum(revenue), 0) as revenue, min(currency collate "C") as least_currency,
    max(currency collate "C") as greatest_currency, count(redemption_id) as redemptions
  from (
    select ${arm}, customer_id, order_id, redemption_id, max(sub_audience_name) as sub_audience_name, min(arm_name) as arm_name,
      min(day) as day, min(starts) as starts, max(ends) as ends, min(items) as items, min(revenue) as revenue,
      min(currency) as currency
    from (${deed}) d group by ${arm}, customer_id, order_id, redemption_id
  ) d group by ${arm}, customer_id`;

/** The snapshots of the first day and of the day after the last one, where KPIs are measured. */
function snapshots(scope: Scope, { kpis }: Measurement): SQL {
  if (kpis.length === 0) return sql``;
  const joins = (['before', 'after'] as const).map((alias) => {
    const [row, day] = [sql.raw(alias), sql.raw(alias === 'before' ? 'u.first_day' : 'u.last_day')];
    const complete = sql`select profile_date from facet.profile_days where complete`;
    return sql` left join ${visibleRows(scope, 'customer_profiles', alias)}
      on ${row}.customer_id = u.customer_id and ${row}.profile_date = ${day} and ${row}.profile_date in (${complete})`;
  });
  return sql.join(joins);
}

/** What the customers of each arm did from launches on. */
export function resultsStatement(scope: Scope, reached: Reached, measured: Measurement, asked: AskedResults): SQL {
  const changes = measured.kpis.map(({ change }, n) => sql`${change} as ${sql.raw(`kpi${n}`)}`);
  const kpis = measured.kpis.map((_, n) => {
    const kpi = sql.raw(`kpi${n}`);
    return sql`array[count(${kpi})::text, sum(${kpi})::text, var_samp(${kpi})::text]`;
  });
  return sql`
    select key, occurrence, sub_audience_id as "subAudienceId", max(sub_audience_name) as "subAudienceName", arm_id as "armId",
      min(arm_name) as "armName", is_control as "isControl", min(starts) as "startsAt", max(ends) as "endsAt",
      count(*)::int as recipients, (count(*) filter (where orders > 0))::int as purchasers, sum(orders)::int as orders,
      sum(items)::text as items, sum(revenue)::text as revenue, var_samp(revenue)::text as "revenueVariance",
      min(least_currency) as "leastCurrency", max(greatest_currency) as "greatestCurrency",
      (count(*) filter (where redemptions > 0))::int as redeemers, sum(redemptions)::int as redemptions,
      ${kpis.length === 0 ? sql`'{}'::text[]` : sql`array[${list(kpis)}]`} as kpis
    from (
      select ${list([sql`u.*`, ...changes])}
      from (${customers(deeds(scope, reached, measured, asked), measured)}) u${snapshots(scope, measured)}
    ) v
    group by ${arm}
    order by key nulls last, occurrence desc, sub_audience_id nulls last, is_control desc, arm_id nulls last`;
}
