import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runEnrich } from '../../src/enrichment/runEnrich.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { runImport } from '../../src/ingest/import/runImport.js';
import { runValidation } from '../../src/validation/runValidation.js';
import { cloneDatabase } from '../support/database.js';
import { openUrl, startFacet } from '../support/facet.js';
import { openGraph } from '../support/graph.js';
import { countsOf, exampleSuite } from './exampleSuite.js';

const totals = (where: string): string => `
  select count(*)::int, count(distinct order_id)::int, count(distinct order_id) filter (where is_cancellation)::int,
    count(distinct nullif(customer_id, ''))::int, count(*) filter (where customer_id = '')::int,
    round(sum(item_revenue), 2)::text, min(order_datetime at time zone 'Europe/London')::text,
    max(order_datetime at time zone 'Europe/London')::text
  from facet.unified_itemized_transactions where ${where}`;

const second = `order_datetime >= timestamp '2010-12-01' at time zone 'Europe/London'`;

/** Totals of the data's own README; lines of a kind counted by another program over the files. */
exampleSuite('online-retail-ii', 'online_retail_2009_2010.csv.gz', (example) => {
  test('each line that is in both files counts once: 1,067,370 read, 1,044,847 kept', async () => {
    const lines = countsOf(example.report).slice(2);
    expect(lines).toEqual([
      ['online_retail_2009_2010.csv.gz', 'unified_itemized_transactions', 525_461, 0, 525_461, 0],
      ['online_retail_2010_2011.csv.gz', 'unified_itemized_transactions', 541_909, 0, 519_386, 0],
    ]);
    expect(525_461 + 541_909).toBe(1_067_370);
    expect(await example.one('select count(*)::int from facet.unified_itemized_transactions')).toEqual([1_044_847]);
  });

  // The second file begins on 1 December 2010, and the first has no line of later days that is not in it too.
  test('the second file: lines, invoices, cancellations, customers, sum, from and to', async () => {
    expect(await example.one(totals(second))).toEqual([
      541_909,
      25_900,
      3836,
      4372,
      135_080,
      '9747747.93',
      '2010-12-01 08:26:00',
      '2011-12-09 12:50:00',
    ]);
  });

  test('the first file, by itself', async () => {
    const other = await cloneDatabase();
    await runImport(
      { ...example.job, client: other.client },
      { ...example, configFile: await firstFileAlone(example.configFile) },
    );
    const [row] = await other.client.unsafe(totals('true')).values();
    expect(row).toEqual([
      525_461,
      28_816,
      4592,
      4383,
      107_927,
      '9539484.63',
      '2009-12-01 07:45:00',
      '2010-12-09 20:01:00',
    ]);
    await other.drop();
  });

  test('cancellations and returns are rows of their own, of both files together', async () => {
    const kinds = (where: string): Promise<unknown[]> =>
      example.one(`select count(*) filter (where is_cancellation)::int, count(*) filter (where is_return)::int,
        count(*) filter (where is_cancellation and is_return)::int from facet.unified_itemized_transactions where ${where}`);
    expect(await kinds(second)).toEqual([9288, 1336, 0]);
  });

  // Worked out from the second file by a program of its own, with exact decimals: what names a customer, by quarters of 2011.
  test('lines in groups are those of the file', async () => {
    const graph = await openGraph(example.database, '2011-12-10', 'Europe/London');
    const { data, errors } = await graph.ask(`{
      quarters: orderLinesAggregate(filter: { orderedOn: { gte: "2011-01-01" } }
        groupBy: [{ column: ORDERED_AT, grain: QUARTER }, { column: IS_CANCELLATION }]) {
        edges { node { keys { value } count orders customers revenue: sum(column: REVENUE) } } }
      products: orderLinesAggregate(filter: { orderedOn: { gte: "2011-01-01" } }, groupBy: [{ column: PRODUCT_ID }]
        orderBy: [{ measure: SUM, column: REVENUE, direction: DESC }], first: 4) {
        edges { node { keys { value } count revenue: sum(column: REVENUE) } } } }`);
    expect(errors).toEqual([]);
    const rows = (name: string) =>
      (data[name] as { edges: { node: { keys: { value: string }[] } }[] }).edges.map(
        ({ node: { keys, ...measures } }) => [...keys.map(({ value }) => value), ...Object.values(measures)].join(' '),
      );
    expect(rows('quarters')).toEqual([
      '2011-01-01 false 68337 3306 1776 1612083.15',
      '2011-01-01 true 1760 751 506 -120498.01',
      '2011-04-01 false 78151 4097 1991 1809008.611',
      '2011-04-01 true 1791 843 567 -126696.52',
      '2011-07-01 false 93870 4368 2161 2198273.293',
      '2011-07-01 true 2116 847 557 -76226.44',
      '2011-10-01 false 131406 5365 2561 2719328.96',
      '2011-10-01 true 2548 905 636 -269811.25',
    ]);
    expect(rows('products')).toEqual([
      '22423 1751 116086.3',
      '85123A 1864 85733.55',
      '85099B 1574 79664.36',
      '47566 1393 66894.03',
    ]);
  });

  test('customers, and the order that nobody known made', async () => {
    expect(
      await example.one(`select (select count(*)::int from facet.customers),
        (select count(*)::int from facet.customers where customer_id = '')`),
    ).toEqual([5942, 0]);
  });

  test('the files again change nothing, also when they are read again', async () => {
    const loads = 'select min(load_id), max(load_id), count(*)::int from facet.unified_itemized_transactions';
    const before = await example.one(loads);
    expect((await runImport(example.job, example)).files.every(({ unchanged }) => unchanged)).toBe(true);
    await example.database.client`delete from facet.import_files`;
    const again = await runImport(example.job, example);
    // Some customers are of another country in the second file, so the two files change them to and fro.
    expect(again.files.slice(2).map(({ rowsWritten }) => rowsWritten)).toEqual([0, 0]);
    expect(await example.one(loads)).toEqual(before);
  });

  test('enrichment of orders alone: nobody has activity, so nobody is ranked', async () => {
    const { active, customers, eventsRead, left, warnings } = await runEnrich(example.job, { asOf: '2011-12-09' });
    expect([customers, active, eventsRead, ...Object.values(left)]).toEqual([5942, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(warnings).toEqual([]);
    const attributes = ['total_activity', 'engagement', 'ad_exposure', 'intent'].flatMap((name) => [
      `td_${name}_percentile`,
      `td_${name}_quintile`,
    ]);
    expect(
      await example.one(`select ${[...attributes, 'td_avg_visit_monthly_trend', 'last_seen', 'first_channel_group']
        .map((name) => `count(${name})::int`)
        .join(', ')}, sum(activity_count)::int, sum(total_sessions_till_date)::int,
        count(*) filter (where td_avg_visit_monthly_trend_direction = 'INACTIVE')::int,
        count(*) filter (where activity_count = 0)::int from facet.enriched_customers`),
    ).toEqual([...attributes.map(() => 0), 0, 0, 0, 0, 0, 5942, 5942]);
  });

  // As Python's csv and decimal modules sum the files, without the days of the first that are in the second too:
  // lines of known customers; bought where the invoice has no C and the quantity is not negative, else given back.
  test('enrichment: orders, gross sales and refunds of all customers and of some', async () => {
    const columns = (sum: string): string => `${sum}(ecom_number_of_orders)::int,
      round(${sum}(ecom_total_gross_sales_amount)::numeric, 3)::text, round(${sum}(ecom_total_refund_amount)::numeric, 3)::text,
      ${sum}(ecom_number_of_orders_1m)::int, round(${sum}(ecom_total_gross_sales_amount_1m)::numeric, 3)::text`;
    expect(
      await example.one(`select ${columns('sum')}, count(*) filter (where ecom_number_of_orders > 0)::int
        from facet.enriched_customers`),
    ).toEqual([36_975, '17431533.178', '1087882.140', 2682, '1323866.430', 5881]);
    const some = await example.database.client
      .unsafe(
        `
      select customer_id, ${columns('')}, (ecom_last_order_time at time zone 'Europe/London')::text
      from facet.enriched_customers where customer_id in ('14911', '12748', '18102', '17850', '12346', '12382') order by 2 desc`,
      )
      .values();
    expect([...some]).toEqual([
      ['14911', 398, '291561.050', '25724.100', 37, '26066.660', '2011-12-08 15:54:00'],
      ['12748', 337, '54598.040', '6621.310', 46, '10316.070', '2011-12-09 12:20:00'],
      ['17850', 155, '51208.870', '896.950', 0, '0.000', '2010-12-02 15:27:00'],
      ['18102', 145, '580987.040', '10606.430', 4, '11771.620', '2011-12-09 11:50:00'],
      ['12346', 12, '77556.460', '77621.140', 0, '0.000', '2011-01-18 10:01:00'],
      ['12382', 0, '0.000', '18.380', 0, '0.000', null],
    ]);
  });

  // As Python's csv, decimal and datetime modules find them in the files: orders placed in the days of a period, their units and
  // revenue, and how many customers placed one; and customers by the days between their first two orders.
  test('transaction attributes: the sums of each period are those of the lines', async () => {
    const sums = (period: string): Promise<unknown[]> =>
      example.one(`select sum(${period}_order_frequency)::int, sum(${period}_total_items)::int,
        round(sum(${period}_order_revenue), 3)::text, count(*) filter (where ${period}_order_frequency > 0)::int
        from facet.transaction_attributes_extended`);
    expect(await sums('l30d')).toEqual([2682, 760_260, '1323866.430', 1629]);
    expect(await sums('l3m')).toEqual([6628, 1_971_225, '3456002.722', 2890]);
    expect(await sums('l6m')).toEqual([10_648, 3_123_269, '5371336.943', 3487]);
    expect(await sums('l12m')).toEqual([17_760, 5_023_327, '8599529.904', 4265]);
    expect(await sums('ly12m')).toEqual([18_430, 5_346_285, '8489997.764', 4250]);
    expect(await sums('lifetime')).toEqual([36_975, 10_562_551, '17431533.178', 5881]);
    expect(
      await example.one(`select count(*) filter (where one_and_done)::int, count(*) filter (where early_repeat_purchaser)::int,
        count(*) filter (where not early_repeat_purchaser)::int, count(*) filter (where early_repeat_purchaser is null)::int,
        count(*) filter (where first_order_is_retained)::int from facet.transaction_attributes_extended`),
    ).toEqual([1626, 2641, 2891, 349, 4082]);
    expect(
      await example.one(`select first_order_id, second_order_id, latest_order_id
        from facet.transaction_attributes_extended where customer_id = '14911'`),
    ).toEqual(['489520', '490542', '581433']);
    // Each of the 4,265 has a place; equal numbers of orders share one.
    expect(
      await example.one(`select count(l12m_recency)::int, min(l12m_rfm_score)::int >= 111, max(l12m_recency)::int,
        count(distinct (l12m_order_frequency, l12m_frequency)) = count(distinct l12m_order_frequency) filter (where l12m_order_frequency > 0)
        from facet.transaction_attributes_extended where l12m_order_frequency > 0`),
    ).toEqual([4265, true, 10, true]);
  });

  test('GraphQL sums the sales of the last day', async () => {
    await runSnapshot(example.job, { from: '2011-12-09', to: '2011-12-09' });
    const graph = await openGraph(example.database);
    const { data, errors } = await graph.ask(`{ customersAggregate { edges { node { count
      orders: sum(attribute: "ECOM_NUMBER_OF_ORDERS") sales: sum(attribute: "ECOM_TOTAL_NET_SALES_AMOUNT") } } } }`);
    expect(errors).toEqual([]);
    const [orders, sales] =
      await example.one(`select count(distinct order_id) filter (where is_cancellation is not true and is_return is not true)::text,
      round(sum(item_revenue), 4)::text from facet.unified_itemized_transactions where customer_id <> ''`);
    const [edge] = (
      data['customersAggregate'] as { edges: { node: { count: number; orders: string; sales: string } }[] }
    ).edges;
    expect(edge?.node.count).toBe(5942);
    expect([edge?.node.orders, Number(edge?.node.sales)]).toEqual([orders, expect.closeTo(Number(sales), 1)]);
  });

  // Counted by Python's csv and decimal modules over the files, without the days of the first that are in the second too.
  test('validation: the known faults of the data, with what it is ready for', async () => {
    const { results, revenue, readiness } = await runValidation(example.job);
    const figures = (id: string, table = 'unified_itemized_transactions') => {
      const one = results.find((result) => result.checkId === id && result.table === table);
      return [one?.evaluated, one?.failing, one?.status];
    };
    expect(figures('TXN_NO_PERSON')).toEqual([1_044_847, 235_287, 'WARNING']);
    expect(figures('TXN_CANCELLATIONS')).toEqual([1_044_847, 19_165, 'REPORTED']);
    expect(figures('TXN_RETURNS')).toEqual([1_044_847, 3393, 'REPORTED']);
    expect(figures('TXN_PURCHASE_SIGN')).toEqual([1_022_289, 5, 'ERROR']);
    expect(figures('TXN_REVENUE_ZERO')).toEqual([1_022_289, 2631, 'WARNING']);
    expect(figures('TXN_QTY_POSITIVE')).toEqual([1_022_289, 0, 'PASSED']);
    expect(figures('TXN_RETURN_SIGN')).toEqual([22_558, 1, 'ERROR']);
    expect(figures('TXN_LINE_DUPLICATE')).toEqual([1_044_847, 11_814, 'WARNING']);
    // Cancellations have numbers of their own, so nothing was bought under any of them.
    expect(figures('TXN_RETURN_ORPHAN')).toEqual([22_558, 22_558, 'ERROR']);
    expect(figures('TXN_ORDER_MANY_PERSONS')).toEqual([44_876, 0, 'PASSED']);
    expect(figures('TXN_ORDER_ID_DUP', 'unified_transactions')).toEqual([53_628, 0, 'PASSED']);
    expect(figures('IN_PRODUCT_UNIQUE')).toEqual([1_044_847, 5304, 'REPORTED']);
    // The data has no catalogue, no discounts and no stores.
    for (const id of ['TXN_NO_CATEGORY', 'TXN_LIST_MINUS_REVENUE', 'TXN_DISCOUNT_PCT', 'TXN_NO_STORE'])
      expect(figures(id)).toEqual([0, 0, 'NOTHING_TO_CHECK']);
    expect(revenue.months).toHaveLength(25);
    const months = ['2009-12', '2010-12', '2011-11'].map((name) => revenue.months.find(({ month }) => month === name));
    expect(
      months.map((one) => [Number(one?.lineRevenue), Number(one?.lineQuantity), Number(one?.orderRevenue)]),
    ).toEqual([
      [799_847.11, 420_088, 825_685.76],
      [748_957.02, 342_228, 823_746.14],
      [1_461_756.25, 740_286, 1_509_496.33],
    ]);
    const ready = readiness.features.filter(({ isReady }) => isReady).map(({ id }) => id);
    expect(ready).toEqual(expect.arrayContaining(['SEGMENTS', 'MULTI_BRAND']));
    expect(ready).not.toContain('PRODUCT_AFFINITY');
    expect(readiness.models.find(({ id }) => id === 'HISTORY')).toMatchObject({ measured: 2, isMet: false });
  });

  test('the command needs less than 240 MB', async () => {
    const other = await cloneDatabase();
    const door = await openUrl(other);
    const child = startFacet(['import', '--config', example.configFile, '--dir', example.dir], {
      DATABASE_URL: door.url,
    });
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, peakMegabytes(child.pid));
    }, 100);
    const code = await new Promise((resolve) => child.once('close', resolve));
    clearInterval(watch);
    door.close();
    await other.drop();
    process.stdout.write(`online-retail-ii: the import of 1,067,370 lines needed ${peak} MB at most\n`);
    expect(code).toBe(0);
    if (process.platform === 'linux') expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(240);
  });
});

/** The largest resident memory that a process had so far; 0 where the system does not tell. */
function peakMegabytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

async function firstFileAlone(configFile: string): Promise<string> {
  const { mkdtemp, writeFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const { parse, stringify } = await import('yaml');
  const config = parse(readFileSync(configFile, 'utf8')) as { imports: { file: string }[] };
  const imports = config.imports.filter(({ file }) => file.includes('2009_2010'));
  const file = join(await mkdtemp(join(tmpdir(), 'facet-first-')), 'import.yml');
  await writeFile(file, stringify({ ...config, imports }));
  return file;
}
