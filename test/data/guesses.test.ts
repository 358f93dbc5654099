import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { guessYaml } from '../../src/ingest/import/guess/guessYaml.js';
import { planImport } from '../../src/ingest/import/plan/planImport.js';
import { tableTargets } from '../../src/ingest/import/targets/tableTargets.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';

const dataFolder = process.env['FACET_TEST_DATA'] ?? join(packageRoot, '..', 'shared', 'data');
const present = existsSync(join(dataFolder, 'online-retail-ii'));

if (!present) process.stdout.write(`The suite "guesses" did not run: there is no data in ${dataFolder}.\n`);

test(present ? 'the data is there' : 'skipped: the data is not there', () => {});

/** What each file is, and how its columns of time and money are to be read. */
const files: readonly [string, string, object][] = [
  [
    'complete-journey/transactions_sample.csv.gz',
    'unified_itemized_transactions',
    {
      customer_id: 'household_id',
      order_id: 'basket_id',
      order_datetime: 'transaction_timestamp',
      item_revenue: 'sales_value',
    },
  ],
  ['complete-journey/products.csv.gz', 'products', { product_id: 'product_id', product_department: 'department' }],
  [
    'complete-journey/demographics.csv',
    'imported_attributes',
    { customer_id: 'household_id', AGE: { column: 'age', type: 'text', description: 'age of demographics.csv' } },
  ],
  [
    'complete-journey/campaign_descriptions.csv',
    'campaigns',
    { plan_id: 'campaign_id', campaign_name: 'campaign_id', execution_start_date: 'start_date' },
  ],
  ['complete-journey/coupons.csv.gz', 'campaign_coupons', { plan_id: 'campaign_id', coupon_id: 'coupon_upc' }],
  [
    'complete-journey/coupon_redemptions.csv',
    'coupon_redemptions',
    { customer_id: 'household_id', redemption_date: 'redemption_date' },
  ],
  [
    'online-retail-ii/online_retail_2009_2010.csv.gz',
    'unified_itemized_transactions',
    { customer_id: 'Customer ID', order_id: 'Invoice', item_revenue: { multiply: ['Quantity', 'Price'] } },
  ],
  [
    'online-retail-ii/online_retail_2010_2011.csv.gz',
    'unified_itemized_transactions',
    { customer_id: 'CustomerID', order_id: 'InvoiceNo', item_revenue: { multiply: ['Quantity', 'UnitPrice'] } },
  ],
  [
    'maven-fuzzy-factory/orders.csv.gz',
    'unified_itemized_transactions',
    { customer_id: 'user_id', order_datetime: 'created_at', item_revenue: 'price_usd', item_cost: 'cogs_usd' },
  ],
  ['maven-fuzzy-factory/products.csv', 'products', { product_id: 'product_id', product_name: 'product_name' }],
  ['maven-fuzzy-factory/website_pageviews_first5000.csv', 'activity', { time: 'created_at', url: 'pageview_url' }],
  [
    'google-merchandise-store-ga/ga4_events_sampled.ndjson.gz',
    'activity',
    { time: { column: 'event_timestamp', format: 'epoch_microseconds' }, client_id: 'user_pseudo_id' },
  ],
  ['snowplow-events/snowplow_web_events.csv', 'activity', { time: 'collector_tstamp', client_id: 'domain_userid' }],
  [
    'elastic-apache-logs/apache_logs.log.gz',
    'activity',
    { time: { column: 'time', format: 'DD/MMM/YYYY:HH:mm:ss ZZ' }, url: 'url' },
  ],
];

(present ? describe : describe.skip)('guesses', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'facet-guess-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each(files)('%s is %s', async (file, target, columns) => {
    const path = join(dataFolder, file);
    const text = await guessYaml(path);
    const { imports } = parse(text) as { imports: object[] };
    const hasPeople = ['unified_itemized_transactions', 'imported_attributes'].includes(target);
    expect(imports).toMatchObject([{ target, columns }, ...(hasPeople ? [{ target: 'unified_customers' }] : [])]);
    if (!tableTargets.has(target)) return;
    await writeFile(join(folder, 'guess.yml'), text);
    expect(await planImport(join(folder, 'guess.yml'), { dir: dirname(path) })).toHaveLength(imports.length);
  });
});
