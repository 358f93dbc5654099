import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { enrichCommand } from '../../src/cli/enrich.js';
import { addCustomers } from '../support/sample.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { type TestDatabase } from '../support/database.js';
import { openUrl, runFacet } from '../support/facet.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
beforeAll(async () => {
  database = await cloneWithSlots();
  door = await openUrl(database);
  folder = await mkdtemp(join(tmpdir(), 'facet-cli-'));
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }]);
  await database.client`select facet.ensure_partitions('activity', date '2026-03-01', date '2026-03-31')`;
  await database.client`insert into facet.activity (customer_id, event_id, time, client_id, load_id)
    values ('A', '1', '2026-03-05T10:00:00Z', 'a', 0)`;
});
afterAll(async () => {
  door.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const facet = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  runFacet(['enrich', ...args], { DATABASE_URL: door.url, ...more });

it('explains its options, and refuses a day that is none', async () => {
  const help = enrichCommand().helpInformation();
  for (const option of ['--as-of <day>', '--only <attributes...>', '--rebuild', '--dry-run'])
    expect(help).toContain(option);
  for (const day of ['2026-02-30', 'yesterday', '2026-3-1']) {
    const command = enrichCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    await expect(command.parseAsync(['--as-of', day], { from: 'user' })).rejects.toThrow(
      `"${day}" is not a day of the calendar`,
    );
  }
});

it('says in a dry run what it would do, and writes nothing', async () => {
  const { code, stderr } = await facet(['--as-of', '2026-03-10', '--dry-run']);
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(
      /would work out \d+ attributes of the rows of facet\.customers as of 2026-03-10 from facet\.activity, and write facet\.enriched_customers \(new\) and the snapshot of that day/,
    ),
  ]);
  const [made] = await database.client`
    select to_regclass('facet.enriched_customers') as enriched, (select count(*)::int from facet.loads) as loads`;
  expect(made).toEqual({ enriched: null, loads: 0 });
});

it('works out attributes, tells of them, and brings the views up to them', async () => {
  const { code, stderr } = await facet(['--as-of', '2026-03-10']);
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining('enriched as of 2026-03-10: 2 customers, 1 with activity, 2 worked out anew; 1 events'),
  ]);
  expect(stderr).toMatch(/ activity_count +0 +0 +0 +1$/m);
  const rows = await database.client`
    select client_customer_id as id, activity_count as events from bi.vw_customer_profiles_real_field_names order by 1`;
  expect([...rows]).toEqual([
    { id: 'A', events: '1' },
    { id: 'B', events: '0' },
  ]);
});

it('of an earlier day leaves the newest transaction attributes as what it has linked', async () => {
  const { client } = database;
  const orders = () =>
    client`select customer_id <> 'A' as linked, lifetime_order_frequency::int, as_of::text
      from facet.transaction_attributes_extended order by 1`.values();
  await client`
    insert into facet.unified_itemized_transactions (customer_id, order_id, line_id, order_datetime, item_quantity, item_revenue, load_id)
    values ('A', 'o1', '1', '2026-03-02', 1, 10, 0)`;
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, load_id) values ('A', 'crm', 'A', 0), ('B', 'crm', 'B', 0)`;
  expect((await facet(['--as-of', '2026-03-10'])).code).toBe(0);
  expect(await orders()).toEqual([[false, 1, '2026-03-10']]);
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, foreign_keys, load_id) values ('', 'shop', '1', '{"shop": "K1"}', 0)`;
  await client`
    insert into facet.unified_itemized_transactions
      (customer_id, order_id, line_id, source_customer_id, source_namespace, order_datetime, item_quantity, item_revenue, load_id)
    values ('', 'o2', '1', 'K1', 'shop', '2026-03-03', 1, 10, 0)`;
  expect((await facet(['--as-of', '2026-03-09'])).code).toBe(0);
  expect(await orders()).toEqual([
    [false, 1, '2026-03-10'],
    [true, 1, '2026-03-10'],
  ]);
});

it('refuses an unknown attribute with near names', async () => {
  const { code, stderr } = await facet(['--as-of', '2026-03-10', '--only', 'activity_counts']);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^facet: There is no calculated attribute "activity_counts"\..*activity_count/m),
  ]);
  expect(stderr).not.toContain('    at ');
});

it('refuses a key of the config that does not fit the database, and names it', async () => {
  const config = join(folder, 'facet.yml');
  await writeFile(config, 'enrichment:\n  td_intent_key: tiem\n');
  const { code, stderr } = await facet(['--as-of', '2026-03-10'], { FACET_CONFIG: config });
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/enrichment\.td_intent_key: facet\.activity has no column "tiem"\..*time/),
  ]);
});

it('refuses in a dry run an attribute that PostgreSQL could not work out, and names it', async () => {
  await database.client`alter table facet.unified_itemized_transactions rename column item_revenue to takings`;
  try {
    for (const command of ['enrich', 'snapshot']) {
      const { code, stderr } = await runFacet([command, '--dry-run'], { DATABASE_URL: door.url });
      expect([command, code, stderr]).toEqual([
        command,
        1,
        expect.stringMatching(
          /^facet: The attribute "ecom_\w+" cannot be worked out on this database: column "?\S*item_revenue"? does not exist\.$/m,
        ),
      ]);
    }
  } finally {
    await database.client`alter table facet.unified_itemized_transactions rename column takings to item_revenue`;
  }
  const temporary = await database.client`select from pg_class where relname in ('facet_events', 'facet_buckets')`;
  expect(temporary).toHaveLength(0);
});
