import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findPartSummaries } from '../../src/delivery/findPartSummaries.js';
import { addDelivery, deliveryDay } from '../delivery/support/addDelivery.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { startDelivery } from './startDelivery.js';
import { openScope } from '../support/scope.js';

/** With `FACET_TEST_ROWS=1000000` it is a million. */
const many = Number(process.env['FACET_TEST_ROWS'] ?? 100_000);
const few = many / 10;
/** MB that the many may take more than the few. */
const mostMore = 64;

const attributes = [
  { as: 'ID', column: 'id', required: false },
  { as: 'EMAIL', column: 'email', hash: 'EMAIL' as const, required: true },
  { as: 'CITY', column: 'city', required: false },
];

const formats = ['csv', 'parquet'];

let database: TestDatabase;
let folder: string;
let config: string;

beforeAll(async () => {
  database = await cloneDatabase();
  folder = await makeTestFolder('large');
  config = join(folder, 'facet.yml');
  const places = formats.map((format) => ({ name: format, kind: 'folder', path: join(folder, format), format }));
  await writeFile(config, JSON.stringify({ destinations: places }));
  await Promise.all(places.map(({ path }) => mkdir(path)));
  await database.client`
    insert into facet.customers (customer_id, email, city, source_records, load_id)
    select 'c' || lpad(n::text, 8, '0'), 'c' || n || '@example.com', 'City ' || n % 1000, 1, 0
    from generate_series(1, ${many}) n`;
}, 300_000);

afterAll(async () => {
  await removeTestFolder(folder);
  await database.drop();
});

/** Delivers to so many in a process of its own; gives the most memory that it took (MB). */
async function deliverTo(customers: number): Promise<number> {
  const { client } = database;
  const id = `to-${customers}`;
  const destinations = formats.map((destination) => ({ destination, attributes }));
  await addDelivery(client, { id, treatments: [{ name: 'A', customers: [], destinations }] });
  await client`
    insert into facet.campaign_assignments (customer_id, delivery_id, sub_audience_id, campaign_id, treatment_id, load_id)
    select customer_id, ${id}, 'Remaining', 'campaign', 'Remaining/A', 0 from facet.customers
    order by customer_id limit ${customers}`;
  const { lines } = await startDelivery({ target: database.target, deliveryId: id, config }).run(undefined);
  const [outcome, memory, seconds] = lines;
  process.stderr.write(`${customers} customers to two files: ${seconds} s of the processor, ${memory} MB\n`);
  expect(outcome).toBe('{"state":"DELIVERED"}');
  expect((await findPartSummaries(openScope(database), [id]))[0]).toMatchObject(
    formats.map(() => ({ assigned: customers, sent: customers })),
  );
  // A line is 'c00000001,' with 64 digits, ',City ' with 1 to 3, and an end of line.
  const { size } = await stat(join(folder, 'csv', `${deliveryDay}_${id}`, 'Spring_A.csv'));
  const digits = (10 * 1 + 90 * 2 + 900 * 3) * (customers / 1000);
  expect(size).toBe('ID,EMAIL,CITY\r\n'.length + customers * (10 + 64 + 6 + 2) + digits);
  return Number(memory);
}

describe('a delivery', () => {
  it('takes no more memory for many customers than for a tenth of them', async () => {
    const before = await deliverTo(few);
    expect((await deliverTo(many)) - before).toBeLessThan(mostMore);
  }, 900_000);
});
