import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runEnrich } from '../../src/enrichment/runEnrich.js';
import { runImport } from '../../src/ingest/import/runImport.js';
import { countsOf, exampleSuite } from './exampleSuite.js';
import { addTo, linesOf, sum, visitsIn } from './plainCount.js';

interface Ga4Event {
  readonly user_pseudo_id: string;
  readonly event_timestamp: number;
}

interface UaSession {
  readonly fullVisitorId: string;
  readonly visitStartTime: number;
  readonly hits: readonly { readonly time: number }[];
}

/** Instants of the events of every visitor, by a loop over the lines of both files. */
function instantsByVisitor(dir: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const line of linesOf(join(dir, 'ga4_events_sampled.ndjson.gz'))) {
    const { user_pseudo_id: visitor, event_timestamp: microseconds } = JSON.parse(line) as Ga4Event;
    addTo(found, visitor, microseconds / 1000);
  }
  for (const line of linesOf(join(dir, 'ua_sessions_20170801.ndjson.gz'))) {
    const { fullVisitorId, visitStartTime, hits } = JSON.parse(line) as UaSession;
    for (const { time } of hits) addTo(found, fullVisitorId, visitStartTime * 1000 + time);
  }
  return found;
}

/** Totals of the data's own README; customers of both exports together counted by another program. */
exampleSuite('google-merchandise-store-ga', 'ga4_events_sampled.ndjson.gz', (example) => {
  const ga4 = 'ga4_events_sampled.ndjson.gz';
  const ua = 'ua_sessions_20170801.ndjson.gz';

  test('every record is read, hits are rows of their own, and none is rejected', () => {
    expect(countsOf(example.report)).toEqual([
      [ga4, 'unified_customers', 24_219, 0, 19_210, 0],
      [ua, 'unified_customers', 2556, 0, 2293, 0],
      [ga4, 'activity', 24_219, 0, 24_219, 0],
      [ua, 'activity', 13_233, 0, 13_233, 0],
      [ga4, 'unified_itemized_transactions', 24_219, 24_219 - 624, 624, 0],
      [ua, 'unified_itemized_transactions', 2556, 2556 - 43, 43, 0],
    ]);
  });

  test('events by name, their visitors and days', async () => {
    const names = await example.database.client`
      select event_type, count(*)::int from facet.activity where time >= '2020-01-01' group by 1 order by 2 desc limit 10`.values();
    expect([...names]).toEqual([
      ['page_view', 7498],
      ['user_engagement', 5791],
      ['scroll', 2766],
      ['view_item', 2119],
      ['session_start', 1937],
      ['first_visit', 1410],
      ['view_promotion', 1040],
      ['purchase', 624],
      ['add_to_cart', 305],
      ['begin_checkout', 189],
    ]);
    expect(
      await example.one(`select count(distinct client_id)::int, count(distinct (time at time zone 'UTC')::date)::int,
        min(time at time zone 'UTC')::date, max(time at time zone 'UTC')::date, count(url)::int
        from facet.activity where time >= '2020-01-01'`),
    ).toEqual([19_210, 92, '2020-11-01', '2021-01-31', 24_219]);
  });

  test('hits of the one day of sessions', async () => {
    expect(
      await example.one(`select count(*) filter (where event_type = 'page')::int,
        count(*) filter (where event_type = 'event')::int, count(distinct customer_id)::int,
        count(*) filter (where referrer ~ '[?&]utm_')::int
        from facet.activity where time < '2018-01-01'`),
    ).toEqual([10_939, 2294, 2293, 41]);
  });

  test('purchases', async () => {
    const purchases = (when: string): Promise<unknown[]> =>
      example.one(`select count(*)::int, sum(item_revenue)::text from facet.unified_itemized_transactions
        where order_datetime ${when}`);
    expect(await purchases(`>= '2020-01-01'`)).toEqual([624, '41529']);
    expect(await purchases(`< '2018-01-01'`)).toEqual([43, '8890.00']);
    // 525 numbers that are neither missing nor "(not set)", and 93 purchases without one.
    expect(
      await example.one(`select count(*)::int from facet.unified_transactions where order_datetime >= '2020-01-01'`),
    ).toEqual([525 + 93]);
  });

  const enriched = (): Promise<unknown[]> =>
    example.one(`select count(*)::int, count(*) filter (where activity_count > 0)::int, sum(activity_count)::int,
      sum(total_sessions_till_date)::int, count(td_total_activity_percentile)::int,
      count(*) filter (where td_avg_visit_monthly_trend_direction = 'INACTIVE')::int from facet.enriched_customers`);

  // The one day of sessions is a day in California: 07:00 UTC to 07:00 UTC of the next day.
  test('enrichment as of that day in UTC: events, visitors and visits up to its end', async () => {
    const { left } = await runEnrich(example.job, { asOf: '2017-08-01' });
    const end = Date.UTC(2017, 7, 2);
    const seen = [...instantsByVisitor(example.dir).values()]
      .map((times) => times.filter((time) => time < end))
      .filter((times) => times.length > 0);
    const events = sum(seen.map(({ length }) => length));
    expect([seen.length, events, sum(seen.map(visitsIn))]).toEqual([1735, 9877, 1891]);
    expect(await enriched()).toEqual([21_503, 1735, 9877, 1891, 1735, 21_503 - 1735]);
    expect(left).toEqual({
      anonymous: 0,
      unknownCustomer: 0,
      withoutKey: 0,
      duplicates: 0,
      future: 24_219 + 13_233 - 9877,
      withoutTime: 0,
    });
  });

  test('enrichment as of the newest day: every visitor is active, with the visits of a plain loop', async () => {
    const { left } = await runEnrich(example.job, { asOf: '2021-01-31' });
    const seen = instantsByVisitor(example.dir);
    expect([seen.size, sum([...seen.values()].map(visitsIn))]).toEqual([19_210 + 2293, 23_353]);
    // Whoever came in 2017 alone has no event in the 26 weeks of the trend.
    expect(await enriched()).toEqual([21_503, 21_503, 24_219 + 13_233, 23_353, 21_503, 2293]);
    expect(Object.values(left)).toEqual([0, 0, 0, 0, 0, 0]);
    const visits = await example.database.client`
      select customer_id, activity_count::int, total_sessions_till_date::int from facet.enriched_customers`.values();
    expect(new Map(visits.map(([visitor, ...counts]) => [String(visitor), counts]))).toEqual(
      new Map([...seen].map(([visitor, times]) => [visitor, [times.length, visitsIn(times)]])),
    );
    // zcat ua_sessions_20170801.ndjson.gz | jq -r '.fullVisitorId as $v | .hits[] | $v' | sort | uniq -c | sort -n
    expect(
      await example.one(`select string_agg(customer_id, ','), max(activity_count)::int, max(td_total_activity_quintile)
        from facet.enriched_customers where td_total_activity_percentile = 100`),
    ).toEqual(['1124739547028739470', 302, '5']);
  });

  test('enrichment: page views, no ad landing, and what was bought', async () => {
    // Of GA4 599 buyers and 618 orders, of the sessions 42 and 43, none of both, as Python counts them.
    expect(
      await example.one(`select sum(page_views)::int, sum(ad_landings)::int,
        count(*) filter (where ecom_number_of_orders > 0)::int, sum(ecom_number_of_orders)::int,
        sum(ecom_total_gross_sales_amount)::numeric(19, 2)::text from facet.enriched_customers`),
    ).toEqual([7498 + 10_939, 0, 599 + 42, 618 + 43, '50419.00']);
    // Nobody has been exposed, so all share the lowest rank.
    expect(
      await example.one(`select min(td_ad_exposure_percentile)::int, max(td_ad_exposure_percentile)::int,
        max(td_ad_exposure_quintile)::int from facet.enriched_customers`),
    ).toEqual([0, 0, 1]);
  });

  test('a second run changes nothing', async () => {
    await example.database.client`delete from facet.import_files`;
    const again = await runImport(example.job, example);
    expect(again.files.map(({ rowsWritten }) => rowsWritten)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
