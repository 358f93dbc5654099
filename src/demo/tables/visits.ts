import { addDays } from '../../lib/time/days.js';
import type { DemoRun } from '../DemoRun.js';
import { networks, searchTerms, userAgents, utmCampaigns } from '../words/web.js';

const SITE = 'https://shop.example.com';

/**
 * Makes `demo_visits`: a visit that ends with the order for every order of the web shop, others of customers who look
 * around, and anonymous ones (`customer_id` is `''`). `pace` is the seconds from page to page.
 */
async function createVisits({ client, customers, lastDay, firstVisitDay, timeZone }: DemoRun): Promise<void> {
  await client`
    create temp table demo_visits on commit drop as
    with looking as (
      select customer_id, i, i || '/' || k as visit, since, until + 20 as until
      from demo_people cross join lateral generate_series(1, floor(2 / (1.03 - level))::integer) as k
      union all
      select '', -i, 'anonymous/' || i, '-infinity', 'infinity' from generate_series(1, ${customers}::integer * 3 / 2) as i
    ), drawn as materialized (
      select *, pg_temp.chance('visit/' || visit) as c from looking
    ), dated as (
      select *, ${lastDay}::date - pg_temp.pick(c, 1, ${lastDay}::date - ${firstVisitDay}::date + 1) as day from drawn
    )
    select customer_id, i, visit, c, pg_temp.pick(c, 2, 100) as channel, 15 + pg_temp.pick(c, 3, 60) as pace,
      1 + floor(pg_temp.draw(c, 4) * pg_temp.draw(c, 4) * 9)::integer as pages, null as order_id,
      (day + time '07:00' + pg_temp.pick(c, 5, 55000) * interval '1 second') at time zone ${timeZone} as began_at
    from dated
    where day between since and until
    union all
    select customer_id, i, order_id, c, channel, 20 + pg_temp.pick(c, 3, 50), 5 + pg_temp.pick(c, 4, 6), order_id,
      ordered_at - (4 + pg_temp.pick(c, 4, 6)) * (20 + pg_temp.pick(c, 3, 50)) * interval '1 second'
    from (select *, pg_temp.chance('visit/' || order_id) as c from demo_orders offset 0) as bought
    where web and ordered_on >= ${firstVisitDay}`;
  await client`analyze demo_visits`;
}

/** Makes `demo_pages`, one row per page of `demo_visits`; the first one carries the UTM parameters of the channel. */
async function createPages({ client }: DemoRun): Promise<void> {
  await client`
    create temp table demo_pages on commit drop as
    with drawn as materialized (
      select demo_visits.*, page, pg_temp.chance('page/' || visit || '/' || page) as p
      from demo_visits cross join lateral generate_series(1, pages) as page
    )
    select customer_id, i, visit, page, c, demo_channels.referrer, began_at + (page - 1) * pace * interval '1 second' as time,
      ${SITE} || case
        when order_id is not null and page = pages then '/checkout/thank-you?order=' || order_id
        when order_id is not null and page = pages - 1 then '/checkout'
        when order_id is not null and page = pages - 2 or page > 1 and pg_temp.draw(p, 1) < 0.04 then '/cart'
        when pg_temp.draw(p, 2) < 0.2 then '/'
        when pg_temp.draw(p, 2) < 0.5 then category_page
        when pg_temp.draw(p, 2) < 0.58 then
          '/search?q=' || (${[...searchTerms]}::text[])[1 + pg_temp.pick(p, 5, ${searchTerms.length})]
        else '/p/' || product_id end as url,
      case when page = 1 and source is not null then concat('utm_source=', source, '&utm_medium=', medium,
        '&utm_campaign=', (${[...utmCampaigns]}::text[])[1 + pg_temp.pick(c, 3, ${utmCampaigns.length})],
        case when source = 'google' and pg_temp.draw(p, 5) < 0.8 then '&gclid=' || substr(p, 1, 24) end) end as utm
    from drawn
    join demo_channels on slot = channel
    join demo_products on n = floor(pg_temp.draw(p, 3) * pg_temp.draw(p, 4) * (select count(*) from demo_products))::integer`;
}

/** Writes `activity`, page views of customers and of people unknown; gives their number. */
export async function insertVisits(run: DemoRun): Promise<number> {
  const { client, loadId, lastDay, firstVisitDay } = run;
  // A day of the configured zone reaches into the days of UTC on both sides.
  await client`select facet.ensure_partitions('activity', ${addDays(firstVisitDay, -1)}, ${addDays(lastDay, 1)})`;
  await createVisits(run);
  await createPages(run);
  const { count } = await client`
    with viewed as materialized (
      select *, url || coalesce(case when url like '%?%' then '&' else '?' end || utm, '') as full_url,
        pg_temp.chance('device/' || i || '/' || (pg_temp.draw(c, 4) < 0.3)) as device
      from demo_pages
    )
    insert into facet.activity (customer_id, event_id, time, url, referrer, ip, user_agent, client_id, load_id)
    select customer_id, visit || '/' || page, time, full_url,
      case page when 1 then referrer else lag(full_url) over (partition by visit order by page) end,
      (${[...networks]}::text[])[1 + pg_temp.pick(device, 1, ${networks.length})] || '.' || (1 + pg_temp.pick(device, 2, 254)),
      (${userAgents}::text[])[1 + pg_temp.pick(device, 3, ${userAgents.length})], device::uuid, ${loadId}::bigint
    from viewed
    order by customer_id, time`;
  return count;
}
