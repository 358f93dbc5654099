import { expect, test } from '@jest/globals';
import { runImport } from '../../src/ingest/import/runImport.js';
import { countsOf, exampleSuite } from './exampleSuite.js';

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
    const names = await example.database.sql`
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

  test('a second run changes nothing', async () => {
    await example.database.sql`delete from facet.import_files`;
    const again = await runImport(example.job, example);
    expect(again.files.map(({ rowsWritten }) => rowsWritten)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
