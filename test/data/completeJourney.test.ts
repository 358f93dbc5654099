import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { importSources } from '../../src/ingest/import/importSources.js';
import { runImport } from '../../src/ingest/import/runImport.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph, type Answer } from '../support/graph.js';
import { completeJourneyCampaigns } from './completeJourneyCampaigns.js';
import { completeJourneyResults } from './completeJourneyResults.js';
import { exampleSuite } from './exampleSuite.js';

/** Totals of the data's own README. */
exampleSuite('complete-journey', 'transactions_sample.csv.gz', (example) => {
  const one = (query: string): Promise<unknown[]> => example.one(query);

  test('every row is read, none is rejected', () => {
    expect(
      example.report.files.map(({ rowsRead, rowsWritten, rowsRejected }) => [rowsRead, rowsWritten, rowsRejected]),
    ).toEqual([
      [801, 801, 0],
      [100_000, 2405 - 801, 0],
      [801, 801, 0],
      [92_331, 92_331, 0],
      [100_000, 100_000, 0],
      [27, 27, 0],
      [6589, 6589, 0],
      [116_204, 111_332, 0],
      [2102, 2102, 0],
    ]);
  });

  test('order lines', async () => {
    const totals = await one(`
      select count(*)::int, count(distinct customer_id)::int, count(distinct order_id)::int, round(sum(item_revenue), 2),
        sum(item_discount_amount), round(sum(item_list_price), 2), min(order_datetime), max(order_datetime),
        count(*) filter (where item_quantity <= 0)::int,
        count(*) filter (where not exists (select from facet.products p where p.product_id = t.product_id))::int,
        count(*) filter (where item_list_price <> item_revenue + item_discount_amount)::int
      from facet.unified_itemized_transactions t`);
    // 54,194.24 = 53,875.99 of the loyalty card + 318.25 of matched coupons.
    expect(totals).toEqual([
      100_000,
      2405,
      56_625,
      '312753.23',
      '54194.24',
      '366947.47',
      '2017-01-01T12:30:27Z',
      '2018-01-01T03:47:38Z',
      577,
      316,
      0,
    ]);
  });

  test('products, households and what is derived from them', async () => {
    expect(
      await one(`select (select count(*)::int from facet.products), (select count(*)::int from facet.customers),
        (select count(*)::int from facet.customer_identifiers where system = 'complete_journey'),
        (select count(*)::int from facet.unified_transactions),
        (select round(sum(order_revenue), 2) from facet.unified_transactions)`),
    ).toEqual([92_331, 2405, 2405, 56_625, '312753.23']);
  });

  test('snapshots and GraphQL serve the households with the same totals', async () => {
    // The last receipt is of 2018 in UTC: the year ends in the shops' own zone.
    const written = await runSnapshot(example.job, { from: '2017-12-30', to: '2017-12-31' });
    expect(written).toMatchObject({ days: 2, rows: 2 * 2405, unfit: 0 });
    const graph = await openGraph(example.database);
    const totals = { households: 0, orders: 0, sales: 0, discounts: 0 };
    for (let after: string | null = null; ;) {
      const { data, errors }: Answer = await graph.ask(householdPage, { after });
      expect(errors).toEqual([]);
      const { edges, pageInfo } = data['customers'] as HouseholdPage;
      for (const { node } of edges) {
        const { ecomNumberOfOrders, ecomTotalGrossSalesAmount, ecomTotalDiscountAmount } = node.profile.fields;
        totals.households += 1;
        totals.orders += ecomNumberOfOrders;
        totals.sales += Number(ecomTotalGrossSalesAmount);
        totals.discounts += Number(ecomTotalDiscountAmount);
      }
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(totals).toEqual({
      households: 2405,
      orders: 56_625,
      sales: expect.closeTo(312_753.23, 2),
      discounts: expect.closeTo(54_194.24, 2),
    });
  });

  test('each discount of the file', async () => {
    const other = await cloneDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'facet-import-'));
    const columns = {
      customer_id: 'household_id',
      order_id: 'basket_id',
      order_datetime: 'transaction_timestamp',
      item_discount_amount: 'retail_disc',
      item_subtotal: 'coupon_disc',
      item_cost: 'coupon_match_disc',
    };
    const imports = [{ file: 'transactions_sample.csv.gz', target: 'unified_itemized_transactions', columns }];
    await writeFile(join(folder, 'discounts.yml'), JSON.stringify({ imports }));
    await importSources(
      { ...example.job, client: other.client },
      { configFile: join(folder, 'discounts.yml'), dir: example.dir },
      { loadId: '0' },
    );
    const sums = await other.client`select sum(item_discount_amount), sum(item_subtotal), sum(item_cost)
      from facet.unified_itemized_transactions`.values();
    expect(sums[0]).toEqual(['53875.99', '1884.79', '318.25']);
    await other.drop();
    await rm(folder, { recursive: true });
  });

  completeJourneyCampaigns(example);
  completeJourneyResults(example);

  test('a second run changes nothing', async () => {
    const loadIds = `
      select max(load_id), min(load_id), (select max(load_id) from facet.campaign_targetings),
        (select max(last_updated_time) from facet.campaign_targetings), (select max(load_id) from facet.coupon_redemptions)
      from facet.unified_itemized_transactions`;
    const before = await one(loadIds);
    const again = await runImport(example.job, example);
    expect(again.files.every(({ unchanged }) => unchanged)).toBe(true);
    await example.database.client`delete from facet.import_files`;
    const readAgain = await runImport(example.job, example);
    expect(readAgain.files.map(({ rowsWritten }) => rowsWritten)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(await one(loadIds)).toEqual(before);
  });

  test('demographics are attributes of the snapshot: households by income, the most first', async () => {
    const graph = await openGraph(example.database);
    const { data, errors } = await graph.ask(`{ customersAggregate(groupBy: [{ attribute: "INCOME_BRACKET" }],
      orderBy: [{ measure: COUNT, direction: DESC }], first: 4) { totalCount edges { node { keys { value } count } } } }`);
    expect(errors).toEqual([]);
    const groups = data['customersAggregate'] as {
      totalCount: number;
      edges: { node: { keys: { value: string | null }[]; count: number } }[];
    };
    expect(groups.edges.map(({ node }) => [node.keys[0]?.value, node.count])).toEqual([
      // 1,604 households of the receipts gave no demographics.
      [null, 2405 - 801],
      ['50-74K', 192],
      ['35-49K', 172],
      ['75-99K', 96],
    ]);
    expect(groups.totalCount).toBe(12 + 1);
  });

  test('the speed against a plain COPY is told', async () => {
    const seconds = example.report.files[4]?.seconds ?? 0;
    const plain = await plainCopy(example.database, example.dir);
    const speed = `${seconds.toFixed(2)} s, ${(plain / seconds).toFixed(2)} × the speed of COPY`;
    process.stdout.write(`complete-journey: 100,000 order lines in ${speed}\n`);
  });
});

const householdPage = `query ($after: String) { customers(first: 1000, after: $after) {
  pageInfo { hasNextPage endCursor }
  edges { node { profile(date: "2017-12-31") { fields {
    ecomNumberOfOrders ecomTotalGrossSalesAmount ecomTotalDiscountAmount } } } } } }`;

interface HouseholdPage {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: readonly {
    readonly node: {
      readonly profile: {
        readonly fields: {
          readonly ecomNumberOfOrders: number;
          readonly ecomTotalGrossSalesAmount: string;
          readonly ecomTotalDiscountAmount: string;
        };
      };
    };
  }[];
}

/** Seconds that `\copy … csv header` of the same bytes takes into a table with the same key and index. */
async function plainCopy({ client }: TestDatabase, dir: string): Promise<number> {
  await client`create table public.lines (household_id text, store_id text, basket_id text, product_id text, quantity numeric,
    sales_value numeric, retail_disc numeric, coupon_disc numeric, coupon_match_disc numeric, week integer,
    transaction_timestamp timestamptz, line_id bigint generated always as identity,
    primary key (household_id, basket_id, line_id))`;
  await client`create index on public.lines (basket_id)`;
  const bytes = gunzipSync(readFileSync(join(dir, 'transactions_sample.csv.gz')));
  const began = performance.now();
  const columns = bytes.subarray(0, bytes.indexOf('\n')).toString();
  const stream = await client.unsafe(`copy public.lines (${columns}) from stdin with (format csv, header)`).writable();
  await new Promise<void>((resolve, reject) => {
    stream.on('finish', resolve).on('error', reject);
    stream.end(bytes);
  });
  return (performance.now() - began) / 1000;
}
