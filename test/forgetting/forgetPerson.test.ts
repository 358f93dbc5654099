import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Receipt } from '../../src/forgetting/Receipt.js';
import { forgetPerson } from '../../src/forgetting/forgetPerson.js';
import { personalTables } from '../../src/forgetting/personalTables.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { whereTextStands } from './fillPerson.js';
import { addTwo, alpha, rowsWith } from './twoPersons.js';

let database: TestDatabase;
let receipt: Receipt;
let othersBefore: string[];

const by = { by: 'a test', door: 'cli' } as const;
const job = () => testJob(database, '2026-03-31T09:00:00Z');

/** What is summed and counted over everybody. */
const sums = async () => {
  const [row] = await database.client`
    select (select sum(item_revenue) from facet.unified_itemized_transactions) as lines,
      (select count(distinct customer_id)::int from facet.unified_transactions) as buyers,
      (select sum(order_revenue) from facet.unified_transactions) as orders,
      (select count(*)::int from facet.campaign_targetings) as targetings,
      (select count(*)::int from facet.coupon_redemptions) as redemptions,
      (select sum(value) from facet.metric_values where level = 'COMPANY') as company,
      (select count(distinct item)::int from facet.metric_base_rows where level = 'COMPANY') as items`;
  return row;
};
let sumsBefore: unknown;

beforeAll(async () => {
  database = await cloneDatabase();
  await addTwo(database.client);
  othersBefore = await rowsWith(database.client, 'betabird');
  sumsBefore = await sums();
});
afterAll(() => database?.drop());

it('counts in a dry run, and writes nothing', async () => {
  const before = await rowsWith(database.client, 'alphabird');
  const dry = await forgetPerson(job(), alpha.id, { ...by, dryRun: true });
  expect(dry.forgottenId).toBeNull();
  expect(dry.tables.length).toBeGreaterThan(25);
  expect(await rowsWith(database.client, 'alphabird')).toEqual(before);
  expect(await database.client`select from facet.forgotten`).toHaveLength(0);
});

it('is refused for whom nothing is known of', async () => {
  await expect(forgetPerson(job(), 'nobody at all', by)).rejects.toMatchObject({ code: 'CUSTOMER_UNKNOWN' });
  expect(await database.client`select from facet.forgotten_hashes`).toHaveLength(0);
});

it('leaves nothing of a person in any table', async () => {
  // That the search finds anything is seen before.
  expect((await whereTextStands(database.client, alpha.id)).length).toBeGreaterThan(25);
  receipt = await forgetPerson(job(), alpha.id, by);
  for (const text of [...Object.values(alpha), 'alphabird', '7000001'])
    expect({ text, tables: await whereTextStands(database.client, text) }).toEqual({ text, tables: [] });
});

it('has every table in its receipt that may hold something of a person', () => {
  const treated = Object.entries(personalTables).filter(([, ways]) => ways.some(({ way }) => way !== 'keep'));
  expect(new Set(receipt.tables.map(({ table }) => table))).toEqual(new Set(treated.map(([table]) => table)));
  expect(receipt).toMatchObject({ again: false, days: 1 });
});

it('leaves the rows of others, and sums of all, as they were', async () => {
  expect(await rowsWith(database.client, 'betabird')).toEqual(othersBefore);
  expect(await sums()).toEqual(sumsBefore);
});

it('gives the days of the person a new load, and no others', async () => {
  const days = await database.client<{ day: string; load: string; rows: string; kind: string | null }[]>`
    select d.profile_date as day, d.load_id > 1 as load, d.rows, l.kind from facet.profile_days d
    left join facet.loads l on l.load_id = d.load_id and l.kind = 'forget' order by 1`;
  expect(days).toEqual([
    { day: '2026-03-29', load: false, rows: '0', kind: null },
    { day: '2026-03-30', load: true, rows: '1', kind: 'forget' },
  ]);
});

it('takes the person out of the samples of checks, and its hash out of the audit log', async () => {
  const [samples] = await database.client`select sample_keys from facet.validation_results where check_id = 'alpha'`;
  expect(samples).toEqual({ sample_keys: [['somebody', 'O2']] });
  const read = await database.client`
    select cardinality(persons) as persons from facet.audit_log where kind = 'READ' order by 1`;
  expect(read).toEqual([{ persons: 0 }, { persons: 1 }]);
});

it('tells the audit log, which names nobody', async () => {
  const entries = await database.client`
    select operation, viewer, door, subject from facet.audit_log where kind = 'CHANGE'`;
  expect(entries).toEqual([{ operation: 'forget', viewer: 'a test', door: 'cli', subject: receipt.forgottenId }]);
});

it('finds nothing more the second time', async () => {
  const again = await forgetPerson(job(), alpha.id, by);
  expect(again).toMatchObject({ again: true, tables: [], days: 0, blocked: 0 });
  expect(await rowsWith(database.client, 'betabird')).toEqual(othersBefore);
});

it('knows what to do with every table of the schema', async () => {
  const tables = await database.client<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'facet'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;
  expect(tables.map(({ name }) => name).filter((name) => personalTables[name] === undefined)).toEqual([]);
  const ofPersons = await database.client<{ name: string }[]>`
    select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'facet'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attname in ('customer_id', 'email', 'phone', 'full_name', 'persons', 'sample_keys')`;
  const untreated = ofPersons.filter(({ name }) => personalTables[name]?.every(({ way }) => way === 'keep') ?? true);
  expect(untreated).toEqual([]);
});
