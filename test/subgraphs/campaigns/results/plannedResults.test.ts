import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addCustomers } from '../../../support/sample.js';
import { addRows, addTargetingRows } from '../sampleCampaigns.js';
import { addOrders } from './sampleResults.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/** The sub-audiences A and B/2 have control, the remaining customers have none. */
const treatments = { 'A/Control': 1, 'A/Offer': 2, 'B/2/Control': 1, 'B/2/Offer': 3, 'Remaining/Offer': 4 };

const treated = {
  'A/Control': ['A1', 'A2'],
  'A/Offer': ['A3', 'A4'],
  'B/2/Control': ['B1'],
  'B/2/Offer': ['B2'],
  'Remaining/Offer': ['R1', 'R2'],
};

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(
    database,
    Object.values(treated).flatMap((ids) => ids.map((id) => ({ id }))),
  );
  await addRows(database, 'campaigns', [
    { plan_id: 'own', campaign_name: 'Own', execution_start_date: '2026-03-01', app: 'default', tag_names: '{}' },
  ]);
  await addRows(
    database,
    'campaign_actions',
    Object.entries(treatments).map(([plan_detail_id, campaign_action_id]) => ({
      plan_id: 'own',
      plan_detail_id,
      campaign_action_id,
      campaign_action_name: campaign_action_id === 1 ? 'DN' : plan_detail_id,
    })),
  );
  await addTargetingRows(
    database,
    Object.entries(treated).flatMap(([action, ids]) => ids.map((id) => [id, '2026-03-01', 'own', action] as const)),
  );
  await addRows(database, 'campaign_deliveries', [
    {
      delivery_id: 'D1',
      campaign_id: 'own',
      version: 1,
      number: 1,
      due_at: '2026-03-01T09:00:00Z',
      execution_date: '2026-03-01',
      launch_date: '2026-03-04',
      state: 'DELIVERED',
      scheduled_by: 'somebody',
      created_at: '2026-03-01T09:00:00Z',
    },
  ]);
  await addOrders(database, [
    // Before the launch, in its first instant and its last one, and after it.
    ['A3', '1', '2026-03-03T22:59:59Z', '1000', '1', 'EUR'],
    ['A3', '2', '2026-03-03T23:00:00Z', '10', '1', 'EUR'],
    ['A4', '3', '2026-03-10T22:59:59Z', '20', '1', 'EUR'],
    ['A4', '4', '2026-03-10T23:00:00Z', '1000', '1', 'EUR'],
    ['A1', '5', '2026-03-05T12:00:00Z', '8', '1', 'EUR'],
    ['R1', '6', '2026-03-05T12:00:00Z', '4', '1', 'EUR'],
  ]);
  graph = await openGraph(database, '2026-03-20', 'Europe/Vienna');
});
afterAll(() => database?.drop());

const fields = `measuredFrom measuredTo results { planDetailId subAudienceId isControl recipients purchasers
  revenue { total uplift { perRecipient } } conversionUplift { perRecipient } }`;

const found = {
  measuredFrom: '2026-03-03T23:00:00Z',
  measuredTo: '2026-03-10T23:00:00Z',
  results: [
    { planDetailId: 'A/Control', subAudienceId: 'A', isControl: true, recipients: 2, purchasers: 1 },
    {
      planDetailId: 'A/Offer',
      subAudienceId: 'A',
      recipients: 2,
      purchasers: 2,
      // 30 in 2 against 8 in 2.
      revenue: { total: '30', uplift: { perRecipient: '11' } },
      conversionUplift: { perRecipient: '0.5' },
    },
    { planDetailId: 'B/2/Control', subAudienceId: 'B/2', isControl: true, recipients: 1, purchasers: 0 },
    { planDetailId: 'B/2/Offer', subAudienceId: 'B/2', recipients: 1, conversionUplift: { perRecipient: '0' } },
    // Nobody was drawn from the same customers.
    {
      planDetailId: 'Remaining/Offer',
      subAudienceId: 'Remaining',
      recipients: 2,
      purchasers: 1,
      revenue: { total: '4', uplift: null },
      conversionUplift: null,
    },
  ],
};

it('campaigns of our own are measured from their launch, and compared with the control of the sub-audience', async () => {
  const { data, errors } = await graph.ask(`{ campaign(planId: "own") {
    results { ${fields} } occurrences { edges { node { results { ${fields} } } } }
  } campaignResults(groupBy: CAMPAIGN) { edges { node { ${fields} } } } }`);
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    campaign: { results: found, occurrences: { edges: [{ node: { results: found } }] } },
    campaignResults: { edges: [{ node: found }] },
  });
});

it('campaigns of our own have one control where several campaigns are put together', async () => {
  const { data } = await graph.ask(
    `{ campaignResults(groupBy: TYPE) { edges { node { results { subAudienceId isControl recipients } } } } }`,
  );
  expect(data['campaignResults']).toEqual({
    edges: [
      {
        node: {
          results: [
            { subAudienceId: null, isControl: true, recipients: 3 },
            { subAudienceId: null, isControl: false, recipients: 5 },
          ],
        },
      },
    ],
  });
});
