import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createKey } from '../../src/access/keys/keys.js';
import { documentsCommand } from '../../src/cli/documents/documentsCommand.js';
import { readConfig } from '../../src/config.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { serve, type Serving } from '../../src/serve.js';
import { runInProcess } from '../cli/inProcess.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl } from '../support/openUrl.js';

const configFile = 'examples/partner/facet.yml';
const manifest = 'examples/partner/manifest.json';
const city = 'Leipzig';
let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let server: Serving;
let key: string;

/** The customers C001 to C103 of Leipzig; the third has no e-mail address. */
const customers = Array.from({ length: 103 }, (_, index) => ({
  customer_id: `C${String(index + 1).padStart(3, '0')}`,
  full_name: `Anna ${index}`,
  email: index === 2 ? null : `anna${index}@example.org`,
  gender: 'female',
  city,
  postal: '04120',
  source_records: 1,
  load_id: '0',
}));

/** An order of one customer after the other, from the first on. */
const orders = (count: number, purchase_channel: string, brand: string, day: string, revenue: string) =>
  customers.slice(0, count).map(({ customer_id }) => ({
    customer_id,
    order_id: `${purchase_channel}-${brand}-${customer_id}`,
    order_datetime: `${day}T10:00:00Z`,
    order_quantity: '1',
    order_revenue: revenue,
    order_returned_quantity: '0',
    order_returned_revenue: '0',
    order_canceled_quantity: '0',
    order_canceled_revenue: '0',
    net_order_revenue: revenue,
    lines: 1,
    currency: 'EUR',
    purchase_channel,
    brand,
    load_id: '0',
  }));

beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  const { client } = database;
  await client`insert into facet.customers ${client(customers)}`;
  const placed = [
    ...orders(25, 'store', 'Nordhang', '2026-11-02', '10.25'),
    ...orders(30, 'web', 'Nordhang', '2026-11-01', '20'),
    ...orders(40, 'store', 'Nordhang Outlet', '2026-11-03', '1000'),
  ];
  await client`insert into facet.unified_transactions ${client(placed)}`;
  await applyRowRights(client);
  const environment = { DATABASE_URL: door.url, FACET_CONFIG: configFile };
  expect((await runInProcess(documentsCommand(), ['publish', manifest], environment)).code).toBe(0);
  key = await createKey(client, 'partner', new Date(), { role: 'partner' });
  server = await serve({ ...readConfig(environment), port: 0 }, database.target, pino({ level: 'silent' }));
});
afterAll(async () => {
  await server?.stop();
  door?.close();
  await database?.drop();
});

it('has a manifest of its operations', () => {
  const committed = readFileSync(manifest, 'utf8');
  execFileSync(process.execPath, ['examples/partner/manifest.js']);
  expect(readFileSync(manifest, 'utf8')).toBe(committed);
});

// Worked out by hand from docs/budgets.md: a page of n customers costs 10, 3 for each (edge, node, address) and 1 for the info of the page;
// a page of orders 1, 2 for each; groups 100, and 3 for each (edge, node, key), where 20 groups of 8 keys are expected.
it('has a client that sees its part, tells what is masked, and waits when its budget is spent', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['examples/partner/client.js', key, server.url]);
  const said = stdout.replace(/(?<=back in )\d+|(?<=waiting )\d+/g, 'N').split(/\r?\n/);
  const masked = '  masked: customers.edges.node.email, customers.edges.node.fullName';
  const left = (points: number) => `  ${points} of 600 points are left; all are back in N s of 10`;
  expect(said).toEqual([
    'Buyers of Leipzig',
    '  cost 20 (estimated 20, 500 at most)',
    left(580),
    masked,
    '  C001  A***  a***@masked.invalid  null  04120 Leipzig',
    '  C002  A***  a***@masked.invalid  null  04120 Leipzig',
    '  C003  A***  null  null  04120 Leipzig',
    // Three orders are expected; of the third, which is of another brand, it does not learn.
    'Buyer of C001',
    '  cost 6 (estimated 8, 500 at most)',
    left(574),
    '  masked: customer.fullName',
    '  order store-Nordhang-C001  Nordhang  10.25 EUR',
    '  order web-Nordhang-C001  Nordhang  20 EUR',
    'SalesByChannel of 2020-01-01T00:00:00Z',
    '  cost 106 (estimated 300, 500 at most)',
    left(468),
    '  store: 25 orders of 25 customers, 256.25',
    '  web: 30 orders of 30 customers, 600',
    'Another text: 403 QUERY_NOT_IN_SAFELIST: You may send published documents only, and this text is none of them: send it byte for byte as it was published, or its id.',
    'Buyers of Leipzig',
    '  cost 311 (estimated 311, 500 at most)',
    left(157),
    masked,
    '  page 1: 100 customers',
    // 311 are expected for the second page too, of which 157 are there; it has three customers: 20.
    '… 429: waiting N s, as Retry-After says',
    'Buyers of Leipzig',
    '  cost 20 (estimated 311, 500 at most)',
    left(580),
    masked,
    '  page 2: 3 customers',
    'Buyers.csv',
    'id,fullName,email,gender,address.city,address.postal',
    'C001,A***,a***@masked.invalid,,Leipzig,04120',
    'C002,A***,a***@masked.invalid,,Leipzig,04120',
    '',
  ]);
}, 60_000);
