import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays } from '../../../../src/lib/time/days.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph, type Answer } from '../../../support/graph.js';
import { addTargetings } from '../../../support/sample.js';
import { addSnapshots, fillImpact } from './impactSample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;
const customers = Array.from({ length: 50 }, (_, n) => `C${String(n).padStart(2, '0')}`);
const firstDay = '2026-04-01';

/** 50 customers with a snapshot on every other one of 90 days; SALES is 100 × day + customer. */
beforeAll(async () => {
  database = await cloneDatabase();
  await fillImpact(database);
  await addSnapshots(database, [['A', addDays(firstDay, 88), { field2: 8800 }]]);
  const { client } = database;
  await client`select facet.ensure_partitions('customer_profiles', '2026-04-01', '2026-07-31')`;
  await client`
    insert into facet.customers (customer_id, email_completion, source_records, load_id)
    select * from unnest(${customers}::text[]) c (id) cross join (values (0, 1, 0)) v (a, b, c)`;
  await client`
    insert into facet.profile_days (profile_date, load_id, rows, complete)
    select ${firstDay}::date + n * 2, 1, 50, true from generate_series(0, 44) n on conflict do nothing`;
  await client`
    insert into facet.customer_profiles (customer_id, profile_date, load_id, field1, field2)
    select id, ${firstDay}::date + n * 2, 1, n, n * 200 + substr(id, 2)::int
    from unnest(${customers}::text[]) c (id) cross join generate_series(0, 44) n`;
  graph = await openGraph(database, '2026-07-01');
});
afterAll(() => database?.drop());

/** The statements that read snapshots, and those that read days alone. */
const readsOf = ({ statements }: Answer) => ({
  snapshots: statements.filter(({ text }) => text.includes('customer_profiles')),
  days: statements.filter(({ text }) => text.includes('profile_days') && !text.includes('customer_profiles')),
});

const page = (first: number, days: number, below = 'date kpis { value } profile { computedAt fields { tier } }') =>
  graph.ask(
    `query ($first: Int!, $from: Date!, $to: Date!) {
      customers(first: $first, filter: { id: { startsWith: "C" } }) { edges { node { id
        marketingImpact(from: $from, to: $to, kpis: ["SALES"]) { ${below} } } } } }`,
    { first, from: firstDay, to: addDays(firstDay, days - 1) },
  );

it('are as many for 90 days of 50 customers as for one day of one', async () => {
  const [one, all] = [await page(1, 1), await page(50, 90)];
  expect(all.errors).toEqual([]);
  for (const answer of [one, all]) {
    expect(answer.statements).toHaveLength(3);
    expect(readsOf(answer).snapshots).toHaveLength(1);
    expect(readsOf(answer).days).toHaveLength(1);
  }
  const { edges } = all.data['customers'] as {
    edges: { node: { id: string; marketingImpact: { date: string; kpis: { value: unknown }[] }[] } }[];
  };
  expect(edges).toHaveLength(50);
  for (const { node } of edges)
    expect(node.marketingImpact.map(({ date, kpis }) => [date, kpis[0]?.value])).toEqual(
      Array.from({ length: 90 }, (_, n) => [
        addDays(firstDay, n),
        n % 2 === 0 ? String(n * 100 + Number(node.id.slice(1))) : null,
      ]),
    );
});

it('read the asked columns alone, and nothing where only days are asked', async () => {
  const slots = (await page(50, 90)).statements.flatMap(({ text }) => text.match(/"(str|field|date|time)\d+"/g) ?? []);
  expect(slots).toEqual(['"field2"', '"str1"']);
  expect((await page(50, 90, 'date customerId')).statements).toHaveLength(1);
  const kpisAside = await page(50, 90, 'profile { date }');
  expect(readsOf(kpisAside).snapshots[0]?.text).not.toMatch(/field\d/);
});

it('are one more for the newest day, and one for several stretches with several attributes', async () => {
  const newest = await graph.ask('{ customer(id: "C01") { marketingImpact(kpis: ["SALES"]) { kpis { value } } } }');
  expect(newest.errors).toEqual([]);
  expect(readsOf(newest).days).toHaveLength(2);
  const several = await graph.ask(`{ customer(id: "C01") {
    one: marketingImpact(from: "2026-04-01", to: "2026-04-10", kpis: ["SALES"]) { kpis { value } }
    two: marketingImpact(from: "2026-04-05", to: "2026-05-10", kpis: ["SALES_1M"]) { kpis { value } } } }`);
  expect(several.errors).toEqual([]);
  expect(several.statements).toHaveLength(3);
  expect((several.data['customer'] as { two: unknown[] }).two[2]).toEqual({ kpis: [{ value: '3' }] });
});

it('are one for the profiles and changes of all targetings', async () => {
  const targetings = customers.flatMap((customer) =>
    Array.from({ length: 20 }, (_, n) => ({ customer, day: addDays(firstDay, n), plan: `P${n}`, action: 2 })),
  );
  await addTargetings(database, targetings);
  const source = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on CampaignTargeting {
    profileOnExecutionDate { date fields { tier } }
    soon: kpiAfter(days: 2, kpis: ["SALES"]) { change } late: kpiAfter(days: 60, kpis: ["SALES_1M", "SALES"]) { change } } } }`;
  const ask = (count: number) =>
    graph.ask(source, {
      representations: targetings.slice(0, count).map(({ customer, day, plan }) => ({
        __typename: 'CampaignTargeting',
        customerId: customer,
        executionDate: day,
        planId: plan,
      })),
    });
  const [one, all] = [await ask(1), await ask(1000)];
  expect(all.errors).toEqual([]);
  expect(all.statements).toHaveLength(one.statements.length);
  expect(readsOf(all).snapshots).toHaveLength(1);
  expect(readsOf(all).days).toHaveLength(1);
  const date = '2026-04-01';
  expect((all.data['_entities'] as unknown[])[0]).toEqual({
    profileOnExecutionDate: { date, fields: { tier: null } },
    soon: [{ change: '200' }],
    late: [{ change: '30' }, { change: '6000' }],
  });
  const [, second] = all.data['_entities'] as unknown[];
  expect(second).toMatchObject({ profileOnExecutionDate: null, soon: [{ change: null }] });
});
