import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../../src/catalogue/changeCatalogue.js';
import { completeDays } from '../../../src/population/completeDays.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { addCustomers } from '../../support/sample.js';
import { openTables } from '../../support/tables.js';
import { addSnapshots } from './impact/impactSample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

const attributes: Parameters<typeof changeCatalogue>[1] = () => [
  { kind: 'add', alias: 'GIVEN_NAME', slot: 'STR1', dataType: 'text', description: 'A name.' },
  { kind: 'add', alias: 'ORDERS', slot: 'FIELD1', dataType: 'integer', description: 'Orders.' },
];

beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await changeCatalogue(client, attributes, { today: '2026-03-06' });
  await addCustomers(database, [
    { id: 'A', givenName: 'Ann' },
    { id: 'B', givenName: 'Bob' },
    { id: 'C', givenName: 'Cem' },
  ]);
  await addSnapshots(database, [
    ['A', '2026-03-01', { str1: 'a1', field1: 1 }],
    ['B', '2026-03-01', { str1: 'b1', field1: 2 }],
    ['A', '2026-03-02', { str1: 'a2', field1: 3 }],
    ['B', '2026-03-02', { str1: 'b2', field1: 3_000_000_000 }],
  ]);
  const { cached, hold } = openTables(database);
  await hold(completeDays);
  graph = await openGraph(database, '2026-03-06', 'UTC', undefined, undefined, { cached });
});
afterAll(() => database?.drop());

async function ask(question: string) {
  const { data, errors, statements } = await graph.ask(question);
  return { data, errors, count: statements.length, text: statements.map(({ text }) => text).join('\n') };
}
const one = (profile: string, id = 'A') => ask(`{ customer(id: "${id}") { id givenName ${profile} } }`);

describe('a snapshot', () => {
  it('is read with its customer by one statement', async () => {
    expect(await one('profile { date fields { givenName orders } }')).toMatchObject({
      data: {
        customer: { id: 'A', profile: { date: '2026-03-02', fields: { givenName: 'a2', orders: 3 } } },
      },
      errors: [],
      count: 1,
    });
    const past = await one('profile(date: "2026-03-01") { fields { orders givenName } nodeId computedAt }');
    expect(past).toMatchObject({
      data: { customer: { profile: { fields: { givenName: 'a1', orders: 1 }, computedAt: '2026-03-05T01:00:00Z' } } },
      count: 1,
    });
  });

  it('is null where the customer has none, or no day is complete yet', async () => {
    expect(await one('profile { fields { givenName orders } }', 'C')).toMatchObject({
      data: { customer: { id: 'C', profile: null } },
      count: 1,
    });
    expect(await one('profile(date: "2026-02-28") { fields { givenName orders } }')).toMatchObject({
      data: { customer: { id: 'A', profile: null } },
      count: 1,
    });
    expect(await one('profile { fields { givenName orders } }', 'nobody')).toMatchObject({
      data: { customer: null },
      count: 1,
    });
  });

  it('is read with each customer of a page, in the order of the page', async () => {
    const page = await ask(`{ customers(first: 2, orderBy: [{ column: GIVEN_NAME, direction: DESC }]) {
      edges { node { id profile(date: "2026-03-01") { fields { givenName orders } } } } pageInfo { hasNextPage } } }`);
    expect(page).toMatchObject({
      data: {
        customers: {
          edges: [
            { node: { id: 'C', profile: null } },
            { node: { id: 'B', profile: { fields: { givenName: 'b1', orders: 2 } } } },
          ],
          pageInfo: { hasNextPage: true },
        },
      },
      errors: [],
      count: 1,
    });
  });

  it('is read with entities, and those of a page that its filter reads attributes for', async () => {
    const entities =
      await ask(`{ _entities(representations: [{ __typename: "Customer", id: "B" }, { __typename: "Customer", id: "A" }]) {
      ... on Customer { profile(date: "2026-03-01") { fields { givenName orders } } } } }`);
    expect(entities).toMatchObject({
      data: { _entities: [{ profile: { fields: { givenName: 'b1' } } }, { profile: { fields: { givenName: 'a1' } } }] },
      count: 1,
    });
    const filtered =
      await ask(`{ customers(asOf: "2026-03-01", filter: { attributes: [{ name: "ORDERS", number: { gt: 1 } }] },
      orderBy: [{ attribute: "ORDERS", direction: DESC }]) { edges { node { id profile { fields { givenName orders } } } } } }`);
    expect(filtered.errors[0]).toMatchObject({
      path: ['customers', 'edges', 0, 'node', 'profile', 'fields', 'orders'],
    });
    expect(filtered.data).toEqual({
      customers: { edges: [{ node: { id: 'B', profile: { fields: { givenName: 'b2', orders: null } } } }] },
    });
    // The page, and for the value that is no Int the snapshots as texts and one by one.
    expect(filtered.count).toBe(3);
  });

  it.each([
    ['profile { date }'],
    ['profile { fields { givenName } }'],
    ['profile { fields { givenName orders } attributes(names: ["GIVEN_NAME"]) { value } }'],
    ['profile { fields { givenName orders } } old: profile(date: "2026-03-01") { fields { givenName orders } }'],
  ])('is read by itself for %s', async (profile) => {
    const read = await one(profile);
    expect(read).toMatchObject({ data: { customer: { id: 'A' } }, errors: [] });
    expect(read.count).toBeGreaterThan(1);
    expect(read.text).not.toContain('left join facet.customer_profiles');
  });

  it('is what it is when it is read by itself', async () => {
    const apart = await openGraph(database, '2026-03-06');
    const question = `{ customers(first: 3) { edges { cursor node { id givenName
      a: profile(date: "2026-03-01") { date fields { o: orders givenName } } b: profile(date: "2026-03-01") { fields { o: orders givenName } } } } } }`;
    const [together, alone] = [await graph.ask(question), await apart.ask(question)];
    expect([together.errors, alone.errors]).toEqual([[], []]);
    expect(together.data).toEqual(alone.data);
    expect([together.statements.length, alone.statements.length]).toEqual([1, 3]);
  });

  it('is not read again for a customer who stands in the answer again', async () => {
    const { client } = database;
    await client`insert into facet.accounts (account_id, account_name) values ('acc', 'Account')`;
    await client`update facet.customers set account_id = 'acc'`;
    const profile = 'profile(date: "2026-03-01") { fields { givenName orders } }';
    const { data, errors, text } = await one(
      `${profile} account { customers(first: 1) { edges { node { id ${profile} } } } }`,
    );
    expect(errors).toEqual([]);
    const same = { profile: { fields: { givenName: 'a1', orders: 1 } } };
    expect(data).toMatchObject({
      customer: { ...same, account: { customers: { edges: [{ node: { id: 'A', ...same } }] } } },
    });
    expect(text.match(/facet\.customer_profiles/g)).toHaveLength(1);
    await client`update facet.customers set account_id = null`;
  });

  it('is read once for a customer whose snapshots of several days are asked for', async () => {
    const days = ['2026-03-01', '2026-03-02', '2026-03-01'].map(
      (day, n) => `d${n}: customer(id: "A") { profile(date: "${day}") { fields { givenName orders } } }`,
    );
    const { data, errors, count } = await ask(`{ ${days.join(' ')} }`);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      d0: { profile: { fields: { orders: 1 } } },
      d1: { profile: { fields: { orders: 3 } } },
    });
    // The customer, and the snapshots of both days together.
    expect(count).toBe(2);
  });

  it('is looked up by its key for each customer of a page, whatever the values', async () => {
    const large = await cloneDatabase();
    try {
      const { client } = large;
      await changeCatalogue(client, attributes, { today: '2026-03-06' });
      await addCustomers(large, [{ id: 'A' }]);
      await addSnapshots(large, [['A', '2026-03-01', {}]]);
      await client.unsafe(`
        insert into facet.customers (customer_id, source_records, load_id)
          select lpad(n::text, 8, '0'), 1, 0 from generate_series(1, 20000) as n;
        insert into facet.customer_profiles (customer_id, profile_date, load_id, str1, field1)
          select customer_id, '2026-03-01', 0, 'x', 1 from facet.customers where customer_id <> 'A';
        analyze facet.customers, facet.customer_profiles`);
      const { cached, hold } = openTables(large);
      await hold(completeDays);
      const page = await openGraph(large, '2026-03-06', 'UTC', undefined, undefined, { cached });
      const { statements, errors } = await page.ask(
        '{ customers(first: 50) { edges { node { profile { fields { givenName orders } } } } } }',
      );
      expect([errors, statements.length]).toEqual([[], 1]);
      const { text = '', values = [] } = statements[0] ?? {};
      const plan = await client.begin(async (one) => {
        await one.unsafe('set local plan_cache_mode = force_generic_plan');
        await one.unsafe(`prepare page as ${text}`);
        return one.unsafe(
          `explain (analyze, costs off, timing off) execute page (${values.map((value) => `'${String(value)}'`).join(', ')})`,
        );
      });
      const lines = plan.map((row) => String(row['QUERY PLAN'])).join('\n');
      expect(lines).toMatch(
        /Index Scan using customer_profiles_2026_03\w* on customer_profiles_2026_03 p\w* \([^)]*loops=51\)/,
      );
      expect(lines).not.toMatch(/Hash|Seq Scan on customer_profiles/);
    } finally {
      await large.drop();
    }
  });
});
