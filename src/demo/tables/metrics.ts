import { AggregationLevel } from '../../words/levels.js';
import { RollUpRule } from '../../words/rollUpRules.js';
import type { DemoRun } from '../DemoRun.js';

const { CUSTOMER, ACCOUNT } = AggregationLevel;

const definitions = [
  {
    metric_name: 'orders',
    label: 'Orders',
    description: 'Orders placed in the month, returned and canceled ones too.',
    unit: 'count',
    levels: [CUSTOMER, ACCOUNT],
    across_entities: RollUpRule.sum,
    across_time: RollUpRule.sum,
  },
  {
    metric_name: 'net_revenue',
    label: 'Net revenue',
    description: 'What was bought in the month, less what was returned or canceled in it.',
    levels: [CUSTOMER, ACCOUNT],
    across_entities: RollUpRule.sum,
    across_time: RollUpRule.sum,
  },
  {
    metric_name: 'net_revenue_past_12_months',
    label: 'Net revenue, past 12 months',
    description: 'The same of the twelve months that end with the month; not to be added over months.',
    across_entities: RollUpRule.sum,
    across_time: RollUpRule.none,
  },
  {
    metric_name: 'average_order_value',
    label: 'Average order value',
    description: 'Net revenue per order of the month.',
    across_entities: RollUpRule.weighted_average,
    across_time: RollUpRule.weighted_average,
    weight_metric: 'orders',
  },
  {
    metric_name: 'buyers',
    label: 'Buyers',
    description: 'Customers of the account who ordered in the month; one who ordered in several months counts once.',
    unit: 'count',
    across_entities: RollUpRule.distinct_count,
    across_time: RollUpRule.distinct_count,
    base_name: 'buyers',
  },
] as const;

/** Makes `demo_months`, the order lines by full month, as the clocks of the zone show it. */
async function createMonths({ client, timeZone, firstOrderDay, lastDay }: DemoRun): Promise<void> {
  await client`
    create temp table demo_months on commit drop as
    select account_id, customer_id, order_id, item_revenue as revenue,
      date_trunc('month', order_datetime at time zone ${timeZone})::date as month
    from facet.unified_itemized_transactions
    join facet.customers using (customer_id)
    where (order_datetime at time zone ${timeZone})::date < date_trunc('month', ${lastDay}::date + 1)
      and (order_datetime at time zone ${timeZone})::date >=
        date_trunc('month', ${firstOrderDay}::date - 1) + interval '1 month'`;
}

/**
 * Writes `metric_definitions`, and `metric_values` and `metric_base_rows` of every full month with orders: customers have their
 * orders and revenue, accounts all metrics, and what the levels above have is rolled up. Gives the number of values.
 */
export async function insertMetrics(run: DemoRun): Promise<number> {
  const { client, loadId, currency, app } = run;
  const rows = definitions.map((definition) => ({
    unit: currency,
    weight_metric: null,
    base_name: null,
    levels: [ACCOUNT],
    ...definition,
    category: 'Sales',
    load_id: loadId,
  }));
  await client`insert into facet.metric_definitions ${client(rows)}`;
  await createMonths(run);
  await client`
    insert into facet.metric_base_rows (level, entity_id, app, base_name, effective_date, item, load_id)
    select distinct ${ACCOUNT}::text, account_id, ${app}, 'buyers', month, customer_id, ${loadId}::bigint from demo_months
    where account_id is not null`;
  const { count } = await client`
    with bought as (
      select account_id, customer_id, month, count(distinct order_id) as orders, sum(revenue) as revenue
      from demo_months group by account_id, customer_id, month
    ), monthly as (
      select account_id, month, sum(orders) as orders, sum(revenue) as revenue
      from bought where account_id is not null group by account_id, month
    ), years as (
      select account_id, end_month as month, sum(revenue) as revenue
      from monthly
      join (select distinct month as end_month from demo_months) as ends
        on month <= end_month and month > end_month - interval '12 months'
          and end_month - interval '11 months' >= (select min(month) from demo_months)
      group by account_id, end_month
    ), valued (level, entity_id, month, name, value) as (
      select ${CUSTOMER}::text, customer_id, month, 'orders', orders::numeric from bought
      union all select ${CUSTOMER}::text, customer_id, month, 'net_revenue', revenue from bought
      union all select ${ACCOUNT}::text, account_id, month, 'orders', orders from monthly
      union all select ${ACCOUNT}::text, account_id, month, 'net_revenue', revenue from monthly
      union all select ${ACCOUNT}::text, account_id, month, 'average_order_value', round(revenue / orders, 2) from monthly
      union all select ${ACCOUNT}::text, account_id, month, 'net_revenue_past_12_months', revenue from years
    )
    insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
    select level, entity_id, ${app}, name, month, value, ${loadId}::bigint from valued`;
  return count;
}
