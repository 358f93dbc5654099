import type { Sql } from '../src/db/client.js';

interface PortOptions {
  /** The instant before which events count. */
  readonly end: string;
  /** Whether events without a login go to the one customer who has logged in under their client id. */
  readonly resolved: boolean;
}

/** SQL of the events as they are stored, or with the customers found by their client ids. */
const knownEvents = ({ resolved, end }: PortOptions): string =>
  resolved
    ? `owners as (
        select client_id, min(customer_id) as owner from facet.activity where customer_id <> '' and time < '${end}'
        group by client_id having min(customer_id) = max(customer_id)
      ), known as (
        select case when a.customer_id <> '' then a.customer_id else o.owner end as customer_id, a.client_id, a.time, a.url
        from facet.activity a left join owners o on o.client_id = a.client_id
        where a.time < '${end}'
      )`
    : `known as (
        select customer_id, client_id, time, url from facet.activity where customer_id <> '' and time < '${end}'
      )`;

/**
 * The five attributes of the original workflow in one statement, as it is first written: a flag on each event that begins a
 * visit, the four scores, the monthly visits, the ranks.
 */
const portStatement = (options: PortOptions): string => `
  create table public.port_result as
  with ${knownEvents(options)}, events as (
    select customer_id, time,
      url like '%?utm\\_%' or url like '%&utm\\_%' or url like '%?gclid=%' or url like '%&gclid=%' as is_ad_landing,
      case when time - lag(time) over (partition by customer_id, client_id order by time) <= interval '1800 seconds'
        then 0 else 1 end as begins_visit
    from known
  ), scores as (
    select customer_id, count(*) as activities, count(*)::numeric / sum(begins_visit) as pages_per_visit,
      count(*) filter (where is_ad_landing) as ad_landings, max(time) as last_seen
    from events join facet.customers using (customer_id) group by customer_id
  ), ranks as (
    select customer_id,
      percent_rank() over (order by activities) * 100 as td_total_activity_percentile,
      percent_rank() over (order by pages_per_visit) * 100 as td_engagement_percentile,
      percent_rank() over (order by ad_landings) * 100 as td_ad_exposure_percentile,
      percent_rank() over (order by last_seen) * 100 as td_intent_percentile
    from scores
  ), months as (
    select customer_id, date_trunc('month', time) as month, sum(begins_visit) as visits
    from events where time >= timestamptz '${options.end}' - interval '26 weeks' group by customer_id, month
  ), last_month as (
    select date_trunc('month', timestamptz '${options.end}') - interval '1 month' as month
  ), trends as (
    select customer_id, coalesce(sum(visits) filter (where m.month = l.month), 0) as latest,
      coalesce(sum(visits) filter (where m.month < l.month), 0)
        / nullif((extract(year from age(l.month, min(m.month))) * 12 + extract(month from age(l.month, min(m.month)))), 0)
        as mean
    from months m cross join last_month l group by customer_id, l.month
  )
  select c.customer_id, td_total_activity_percentile, td_engagement_percentile, td_ad_exposure_percentile,
    td_intent_percentile, case when mean > 0 then latest / mean end as td_avg_visit_monthly_trend
  from facet.customers c left join ranks using (customer_id) left join trends using (customer_id)`;

/**
 * Runs the port, with the memory that a sensible person gives such a statement, and leaves `public.port_result`. Gives its
 * seconds.
 */
export async function runPort(client: Sql, options: PortOptions): Promise<number> {
  await client`drop table if exists public.port_result`;
  return client.begin(async (transaction) => {
    await transaction`set local work_mem = '64MB'`;
    const began = performance.now();
    await transaction.unsafe(portStatement(options));
    return (performance.now() - began) / 1000;
  });
}
