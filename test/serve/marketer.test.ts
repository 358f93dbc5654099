import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mock } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createKey } from '../../src/access/keys/keys.js';
import { serveCampaigns } from '../../src/cli/serving/serveCampaigns.js';
import { readConfig, type Config } from '../../src/config.js';
import { serve, type Serving } from '../../src/serve.js';
import { openWorth } from '../membership/sampleWorth.js';
import { addOrders } from '../subgraphs/campaigns/results/sampleResults.js';
import type { TestDatabase } from '../support/database.js';
import { addLines } from '../support/sample.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { addHistory, campaign, control, customers, definition, members, results, voucher } from './marketerStory.js';

type Json = Readonly<Record<string, unknown>>;

const log = pino({ level: 'silent' });
let database: TestDatabase;
let serving: Serving;
let deliveries: ReturnType<typeof serveCampaigns>;
let folder: string;
let key: string;

beforeAll(async () => {
  // The calendar is that of the story; what waits goes by the machine's clock.
  mock.timers.enable({ apis: ['Date'], now: new Date('2026-03-02T09:00:00Z') });
  [database, folder] = await Promise.all([openWorth(customers), makeTestFolder('marketer')]);
  await addHistory(database);
  // The load of the snapshot has a number that was given, not drawn.
  await database.client`select setval(pg_get_serial_sequence('facet.loads', 'load_id'), 100)`;
  key = await createKey(database.client, 'marketer', new Date(), { mayWrite: true });
  const config: Config = {
    ...readConfig({}),
    databaseUrl: 'postgres://somewhere',
    port: 0,
    timeZone: 'Europe/Vienna',
    destinations: [{ name: 'mail', kind: 'folder', path: folder, format: 'csv', formulas: 'escape' }],
    campaigns: { deliver: true, pollSeconds: 0.1, holdout: null },
  };
  serving = await serve(config, database.target, log);
  deliveries = serveCampaigns({ config, target: database.target, log });
});
afterAll(async () => {
  await deliveries?.stop();
  await serving?.stop();
  await database?.drop();
  await removeTestFolder(folder);
  mock.timers.reset();
});

async function ask(query: string, variables: Json = {}): Promise<Json> {
  const response = await fetch(`${serving.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Json; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

const createSegment = (id: string, given: object) =>
  ask(
    `mutation ($id: ID!, $definition: SegmentDefinitionInput!) {
      createSegment(id: $id, name: "A segment", definition: $definition) { size segment { sentence } }
    }`,
    { id, definition: given },
  );

const sizeOf = async (id: string) =>
  ((await ask('query ($id: ID!) { segment(id: $id) { size } }', { id }))['segment'] as { size: number }).size;

const counts = 'entered left stayed parts { treatmentId isControl isSent dropReason customers }';

const planned = {
  entered: 40,
  left: 0,
  stayed: 0,
  parts: [
    { treatmentId: 'Remaining/Control', isControl: true, isSent: false, dropReason: null, customers: 4 },
    { treatmentId: 'Remaining/Voucher', isControl: false, isSent: true, dropReason: null, customers: 36 },
  ],
};

// One story in order, over HTTP alone; only the orders of the week come as a source would bring them.
it('defines a segment and sees how many are in it', async () => {
  expect(await createSegment('lapsed', definition)).toMatchObject({ createSegment: { size: 40 } });
  const { segment } = await ask(`{ segment(id: "lapsed") {
    customers(first: 100, orderBy: [{ column: ID }]) { totalCount edges { node { id } } }
  } }`);
  expect(segment).toEqual({ customers: { totalCount: 40, edges: members.map((id) => ({ node: { id } })) } });
});

it('sees what it is worth', async () => {
  const { segment } = await ask(`{ segment(id: "lapsed") { insights {
    customers share activeCustomers revenue currency reachable { customers email phone address }
    revenueTree { netRevenue customers revenuePerCustomer ordersPerCustomer averageOrderValue averageUnitRevenue unitsPerTransaction }
    breakdowns(by: [{ column: COUNTRY }]) { values { value customers revenue } }
  } } }`);
  // 300 + 310 + … + 690 = 40 × 495, of 80 orders and 160 units; in Germany 24 × 415.
  expect(segment).toEqual({
    insights: {
      customers: 40,
      share: '0.8695652174',
      activeCustomers: 40,
      revenue: '19800',
      currency: 'EUR',
      reachable: { customers: 40, email: 40, phone: 16, address: 0 },
      revenueTree: {
        netRevenue: '19800',
        customers: 40,
        revenuePerCustomer: '495',
        ordersPerCustomer: '2',
        averageOrderValue: '247.5',
        averageUnitRevenue: '123.75',
        unitsPerTransaction: '2',
      },
      breakdowns: [
        {
          values: [
            { value: 'DE', customers: 24, revenue: '9960' },
            { value: 'AT', customers: 16, revenue: '9840' },
          ],
        },
      ],
    },
  });
});

it('sees who is in another one too', async () => {
  const worth500 = {
    include: { groups: [{ conditions: [{ attribute: { name: 'L12M_ORDER_REVENUE', number: { gte: '500' } } }] }] },
  };
  expect(await createSegment('worthy', worth500)).toMatchObject({ createSegment: { size: 23 } });
  const { compareSegments } = await ask(`{ compareSegments(segments: [{ id: "lapsed" }, { id: "worthy" }]) {
    overlaps { places customers onlyCustomers revenue }
  } }`);
  // M20 to M39, worth 500 to 690: 20 × 595; the three others 900, 600 and 700.
  expect(compareSegments).toEqual({
    overlaps: [
      { places: [0], customers: 40, onlyCustomers: 20, revenue: '19800' },
      { places: [1], customers: 23, onlyCustomers: 3, revenue: '14100' },
      { places: [0, 1], customers: 20, onlyCustomers: 20, revenue: '11900' },
    ],
  });
});

it('plans a campaign with control, and sees what a delivery would be', async () => {
  const { campaignPlan } = await ask(
    `query ($campaign: PlannedCampaignInput!) { campaignPlan(definition: $campaign) { ${counts} } }`,
    { campaign },
  );
  expect(campaignPlan).toEqual(planned);
  const { createCampaign } = await ask(
    `mutation ($campaign: PlannedCampaignInput!) {
      createCampaign(id: "back", definition: $campaign) { status createdBy plan { ${counts} } }
    }`,
    { campaign },
  );
  expect(createCampaign).toEqual({ status: 'DRAFT', createdBy: 'marketer', plan: planned });
  expect(await readdir(folder)).toEqual([]);
});

async function delivered(): Promise<Json> {
  for (let tries = 0; tries < 200; tries++) {
    const { plannedCampaign } = await ask(`{ plannedCampaign(id: "back") {
      status error deliveries { executionDate state counts { ${counts} } handedOver { treatmentId state assigned sent rejected shrunk { missing customers } } }
    } }`);
    const found = plannedCampaign as Json;
    if (found['status'] !== 'SCHEDULED' && found['status'] !== 'DELIVERING') return found;
    await delay(50);
  }
  throw new Error('Nothing was delivered within 10 s');
}

/** The customers of the campaign in a state. */
async function inState(state: string): Promise<string[]> {
  const { campaign: found } = await ask(
    `query ($states: [TargetingState!]) { campaign(planId: "back") {
      targetings(states: $states, first: 100) { edges { node { customer { id } } } }
    } }`,
    { states: [state] },
  );
  const { targetings } = found as { targetings: { edges: { node: { customer: { id: string } } }[] } };
  return targetings.edges.map(({ node }) => node.customer.id).toSorted();
}

it('has it delivered to a folder, without control', async () => {
  await ask('mutation { deliverCampaign(id: "back") { status } }');
  expect(await delivered()).toEqual({
    status: 'DELIVERED',
    error: null,
    deliveries: [
      {
        executionDate: '2026-03-02',
        state: 'DELIVERED',
        counts: planned,
        handedOver: [
          { treatmentId: 'Remaining/Voucher', state: 'SENT', assigned: 36, sent: 36, rejected: 0, shrunk: [] },
        ],
      },
    ],
  });
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.csv'));
  expect(files).toHaveLength(1);
  const [head, ...rows] = (await readFile(join(folder, files[0] ?? ''), 'utf8')).trim().split(/\r?\n/);
  expect(head).toBe('ID,EMAIL,WORTH');
  const [sent, control] = [await inState('TARGETED'), await inState('CONTROL')];
  expect([sent.length, control.length]).toEqual([36, 4]);
  expect([...sent, ...control].toSorted()).toEqual(members);
  const rowOf = (id: string): string => `${id},${id.toLowerCase()}@example.com,${300 + 10 * Number(id.slice(1))}`;
  expect(rows.toSorted()).toEqual(sent.map(rowOf));
  // Who was contacted is in the segment no more; control was not contacted.
  expect(await sizeOf('lapsed')).toBe(4);
});

/** Orders of two units: nine customers with one of 50, three with 50 and 30, one of control with 20, and two out of the days. */
async function addWeek(): Promise<void> {
  const [sent, [held = '']] = [await inState('TARGETED'), await inState('CONTROL')];
  const bought: (readonly [customer: string, order: string, at: string, revenue: string])[] = [
    ...sent.slice(0, 12).map((id) => [id, `${id}-1`, '2026-03-04T10:00:00Z', '50'] as const),
    ...sent.slice(9, 12).map((id) => [id, `${id}-2`, '2026-03-08T22:59:59Z', '30'] as const),
    [held, 'H-1', '2026-03-05T10:00:00Z', '20'],
    [sent[12] ?? '', 'L-1', '2026-03-09T09:00:00Z', '99'],
    [sent[13] ?? '', 'E-1', '2026-03-01T22:59:59Z', '99'],
  ];
  await addOrders(
    database,
    bought.map(([customer, order, at, revenue]) => [customer, order, at, revenue, '2', 'EUR']),
  );
  await database.client`delete from facet.unified_itemized_transactions`;
  const before = [
    ['X-ORDER', 'X', '2025-12-01T23:00:00Z', '300'],
    ['M01', 'M', '2025-12-01T22:59:59Z', '300'],
  ] as const;
  await addLines(
    database,
    [...before, ...bought].map(([customer, order, at, revenue]) => ({ customer, order, at, revenue, quantity: '2' })),
  );
}

it('reads a week later what it brought', async () => {
  await addWeek();
  mock.timers.setTime(Date.parse('2026-03-10T09:00:00Z'));
  const { plannedCampaign, deliveryResults } = await ask(`{
    plannedCampaign(id: "back") { campaign { results(days: 7) { ${results} } } }
    deliveryResults(campaignId: "back", days: 7) { ${results} }
  }`);
  const found = { isComplete: true, currency: 'EUR', results: [control, voucher] };
  expect(plannedCampaign).toEqual({ campaign: { results: found } });
  expect(deliveryResults).toEqual(found);
  // The 15 who bought since 10 December are out, X-ORDER and X-WEEK are in, and who was contacted last week may be again.
  expect(await sizeOf('lapsed')).toBe(27);
});
