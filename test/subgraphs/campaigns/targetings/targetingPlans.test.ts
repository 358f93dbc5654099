import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { vacuumWhole } from '../../../support/vacuum.js';
import type { Statement } from '../../../../src/db/compile.js';
import { openGraph } from '../../../support/graph.js';
import { addCustomers } from '../../../support/sample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/**
 * A campaign with 100,000 customers on one day, 000001 to 100000, and 1,000 on the day before. Every 1,000th is control, the
 * one after each of them is left out, and all others have an offer.
 */
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await client`
    insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('P', 'Large', '2026-05-01')`;
  await client`
    insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
    values ('P', 'control', 1, 'DN'), ('P', 'offer', 2, 'Offer')`;
  await client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
    select lpad(n::text, 6, '0'), '2026-05-02'::date - past, 'P',
      case n % 1000 when 0 then 'control' when 1 then null else 'offer' end, '2026-05-03', 0
    from generate_series(1, 100000) as n cross join generate_series(0, 1) as past where past = 0 or n <= 1000`;
  await vacuumWhole(client, 'campaign_targetings');
  await client`analyze facet.campaigns, facet.campaign_actions`;
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly customerId: string } }[];
}

/** A page, its keys, and the plan of its statement as it ran, with the pages of 8 kB that it read. */
async function pageOf(given: string) {
  const { data, errors, statements } = await graph.ask(
    `{ campaign(planId: "P") { targetings(first: 100${given}) { edges { cursor node { customerId brand } } } } }`,
  );
  expect(errors).toEqual([]);
  const { edges } = (data['campaign'] as { targetings: Page }).targetings;
  const { text = '', values = [] } = statements[1] ?? {};
  const rows = await database.client.unsafe(
    `explain (analyze, buffers, costs off, timing off) ${text}`,
    values as string[],
  );
  const plan = rows.map((row) => String(row['QUERY PLAN'])).join('\n');
  return { keys: edges.map(({ node }) => node.customerId), plan, buffers: Number(/shared hit=(\d+)/.exec(plan)?.[1]) };
}

/** The cursor behind a customer on the second of May. */
async function behind(customer: string, given = ''): Promise<string> {
  const { data } = await graph.ask(`{ campaign(planId: "P") { targetings(first: 1${given}) { edges { cursor } } } }`);
  const cursor = (data['campaign'] as { targetings: Page }).targetings.edges[0]?.cursor ?? '';
  const [name, question] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
  const parts = [name, question, null, '2026-05-02', customer];
  return `${given}, after: "${Buffer.from(JSON.stringify(parts)).toString('base64url')}"`;
}

const keysFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, n) => String(first + n).padStart(6, '0'));

describe('a page of a very large day', () => {
  it('reads as much in the middle and at the end as at the start', async () => {
    const [start, middle, end] = [
      await pageOf(''),
      await pageOf(await behind('050000')),
      await pageOf(await behind('099950')),
    ];
    expect(start.keys).toEqual(keysFrom(1, 100));
    expect(middle.keys).toEqual(keysFrom(50_001, 100));
    expect(end.keys).toEqual([...keysFrom(99_951, 50), ...keysFrom(1, 50)]);
    for (const { plan, buffers } of [start, middle, end]) {
      expect(plan).toMatch(/Index Scan using campaign_targetings_\w+ on campaign_targetings/);
      expect(plan).not.toMatch(/Rows Removed|Seq Scan on campaign_targetings/);
      // All of the day is more than 1,500, its index more than 600.
      expect(buffers).toBeLessThan(30);
    }
  });
});

describe('states', () => {
  it('are told from the index alone, also where few fit', async () => {
    const of = (state: string) => `, states: [${state}]`;
    const [control, excluded, targeted] = [
      await pageOf(await behind('050000', of('CONTROL'))),
      await pageOf(await behind('050000', of('EXCLUDED'))),
      await pageOf(await behind('050000', of('TARGETED'))),
    ];
    const every = (first: number) => Array.from({ length: 50 }, (_, n) => String(first + n * 1000).padStart(6, '0'));
    expect(control.keys).toEqual([...every(51_000), '001000']);
    expect(excluded.keys).toEqual([...every(50_001), '000001']);
    expect(targeted.keys).toEqual([...keysFrom(50_002, 100)]);
    for (const { plan, buffers } of [control, excluded, targeted]) {
      expect(plan).toMatch(/Index Only Scan using campaign_targetings_campaign on campaign_targetings/);
      // Rows are read by key, those of the page alone; half of the day's rows are more than 800 pages, of its index 250.
      expect(plan).toMatch(
        /Index Scan using campaign_targetings_\w+_pk on campaign_targetings t \([^)]*loops=(51|101)\)/,
      );
      expect(plan).not.toMatch(/(Seq|Heap) Scan on campaign_targetings|Heap Fetches: [1-9]/);
      expect(buffers).toBeLessThan(700);
    }
  });
});

describe('pages of customers with long histories', () => {
  it('read of each what stands on the page, and the row behind that tells where a day ends', async () => {
    const { client } = database;
    const ids = Array.from({ length: 50 }, (_, n) => `H${String(n + 1).padStart(2, '0')}`);
    await addCustomers(
      database,
      ids.map((id) => ({ id })),
    );
    await client`
      insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, lifecycle_stage,
        exclusion_reason, last_updated_time, load_id)
      select customer_id, '2020-01-01'::date + n, 'P', 'offer', repeat('long ', 20), null, '2026-05-03', 0
      from facet.customers, generate_series(1, 400) as n where customer_id like 'H%'`;
    await client`checkpoint`;
    await vacuumWhole(client, 'campaign_targetings');
    const ask = (more: string) =>
      graph.ask(
        `query ($ids: [String!]!) { customers(first: 50, filter: { id: { in: $ids } }) { edges { node {
          campaignTargetings(first: 2) { ${more} edges { node { executionDate lifecycleStage } } } } } } }`,
        { ids },
      );
    const { data, errors, statements } = await ask('');
    expect(errors).toEqual([]);
    const { edges } = data['customers'] as { edges: { node: { campaignTargetings: { edges: unknown[] } } }[] };
    const stage = 'long '.repeat(20);
    const newest = ['2021-02-04', '2021-02-03'].map((executionDate) => ({
      node: { executionDate, lifecycleStage: stage },
    }));
    expect(edges.map(({ node }) => node.campaignTargetings.edges)).toEqual(Array.from({ length: 50 }, () => newest));
    const planOf = async ({ text = '', values = [] }: Partial<Statement> = {}) => {
      const rows = await client.unsafe(`explain (analyze, costs off, timing off) ${text}`, values as string[]);
      return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    };
    const scan = 'Index Scan Backward using campaign_targetings_\\w+_pk on campaign_targetings t_1';
    const written = await planOf(statements[1]);
    expect(written).toMatch(new RegExp(`${scan} \\(actual rows=3(\\.00)? loops=50\\)`));
    // One more tells whether there is a next page.
    const whole = await planOf((await ask('pageInfo { hasNextPage }')).statements[1]);
    expect(whole).toMatch(new RegExp(`${scan} \\(actual rows=4(\\.00)? loops=50\\)`));
    for (const plan of [written, whole]) expect(plan).not.toMatch(/external|(Seq|Heap) Scan on campaign_targetings/);
  });
});
