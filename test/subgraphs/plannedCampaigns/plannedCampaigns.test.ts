import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.js';
import { campaignSteps } from '../../../src/cli/steps/campaignSteps.js';
import { runCampaigns } from '../../../src/campaigns/run/runCampaigns.js';
import { openClient, type Sql } from '../../../src/db/client.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { testJob } from '../../support/job.js';
import { addCustomers } from '../../support/sample.js';
import { clientNamed } from '../../support/viewers.js';

let database: TestDatabase;
let client: Sql;
let graph: Awaited<ReturnType<typeof openGraph>>;

const destination = { name: 'folder', kind: 'folder', path: '/nowhere', format: 'csv', formulas: 'escape' } as const;

beforeAll(async () => {
  database = await cloneDatabase();
  client = openClient(database.target, { max: 6 });
  const cities = ['Wien', 'Wien', 'Graz', 'Graz', 'Linz', 'Linz'];
  await addCustomers(
    database,
    cities.map((city, n) => ({ id: `c${n + 1}`, givenName: `N${n + 1}`, city })),
  );
  graph = await openGraph(database, '2026-11-23', 'UTC', undefined, undefined, {
    campaigns: { destinations: [destination], holdout: null },
  });
  const segment = `mutation ($id: ID!, $definition: SegmentDefinitionInput!) {
    createSegment(id: $id, name: "Some", definition: $definition) { size }
  }`;
  const inCities = (...list: string[]) => ({
    include: { groups: [{ conditions: [{ column: { name: 'city', text: { in: list } } }] }] },
  });
  for (const [id, definition] of [
    ['all', {}],
    ['linz', inCities('Linz')],
  ] as const)
    expect((await graph.ask(segment, { id, definition })).errors).toEqual([]);
});
afterAll(async () => {
  await client.end({ timeout: 5 });
  await database.drop();
});

const definition = {
  name: 'Winter',
  type: 'ONE_TIME',
  labels: ['winter'],
  audience: { include: ['all'], exclude: ['linz'] },
  subAudiences: [
    {
      name: 'Vienna',
      criteria: { include: { groups: [{ conditions: [{ column: { name: 'city', text: { is: 'Wien' } } }] }] } },
      treatments: [
        { name: 'Control', percentage: 50, isControl: true },
        { name: 'Voucher', percentage: 50, destinations: [{ destination: 'folder' }] },
      ],
    },
  ],
  remaining: { treatments: [{ name: 'Voucher', percentage: 100, destinations: [{ destination: 'folder' }] }] },
};

const create = (given: object = {}, id?: string) =>
  graph.ask(
    `mutation ($id: ID, $definition: PlannedCampaignInput!) {
      createCampaign(id: $id, definition: $definition) { id name status version labels createdBy definition }
    }`,
    { id, definition: { ...definition, ...given } },
  );

const counts = `entered left stayed enteredSample { id givenName } leftSample { id }
  parts { subAudience treatmentId isControl isSent dropReason customers sample { id } }`;

describe('planned campaigns', () => {
  it('are planned before they are kept', async () => {
    const { data, errors, statements } = await graph.ask(
      `query ($definition: PlannedCampaignInput!) { campaignPlan(definition: $definition) { ${counts} } }`,
      { definition },
    );
    expect(errors).toEqual([]);
    expect(data['campaignPlan']).toMatchObject({
      entered: 4,
      left: 0,
      enteredSample: ['c1', 'c2', 'c3', 'c4'].map((id) => ({ id, givenName: `N${id[1]}` })),
      parts: [
        {
          subAudience: 'Remaining',
          treatmentId: 'Remaining/Voucher',
          isSent: true,
          customers: 2,
          sample: [{ id: 'c3' }, { id: 'c4' }],
        },
        { subAudience: 'Vienna', treatmentId: 'Vienna/Control', isControl: true, isSent: false, customers: 1 },
        { subAudience: 'Vienna', treatmentId: 'Vienna/Voucher', isControl: false, customers: 1 },
      ],
    });
    // Segments, the newest snapshot, the plan, and its customers.
    expect(statements.length).toBeLessThanOrEqual(5);
  });

  it('are kept, scheduled, delivered and shown, over the graph alone', async () => {
    const made = await create({}, 'winter');
    expect(made.errors).toEqual([]);
    expect(made.data['createCampaign']).toMatchObject({
      id: 'winter',
      status: 'DRAFT',
      version: 1,
      labels: ['winter'],
      createdBy: 'anonymous',
    });
    const asked = await graph.ask(`mutation { deliverCampaign(id: "winter") { status nextDueAt scheduledAt } }`);
    expect(asked.data['deliverCampaign']).toEqual({
      status: 'SCHEDULED',
      nextDueAt: '2026-11-23T12:00:00Z',
      scheduledAt: null,
    });
    const job = testJob({ client }, '2026-11-23T12:00:00Z', readConfig({}));
    const steps = { ...campaignSteps, deliver: async () => ({ state: 'DELIVERED' as const }) };
    expect(await runCampaigns(job, steps)).toEqual({ delivered: 1, failed: 0, waiting: 0 });
    const { data, errors } = await graph.ask(`{
      plannedCampaign(id: "winter") {
        status error
        campaign { name actions { campaignActionName isControl } }
        deliveries { number state executionDate counts { entered parts { treatmentId customers sample { id } } } }
        plan(sample: 1) { entered stayed left }
      }
      customer(id: "c3") {
        campaignTargetings { edges { node { state campaignActionName planId } } }
        campaignDeliveries { edges { node { campaignName treatmentName destinationName isControl } } }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data['plannedCampaign']).toEqual({
      status: 'DELIVERED',
      error: null,
      campaign: {
        name: 'Winter',
        actions: [
          { campaignActionName: 'Remaining: Voucher', isControl: false },
          { campaignActionName: 'DN', isControl: true },
          { campaignActionName: 'Vienna: Voucher', isControl: false },
        ],
      },
      deliveries: [
        {
          number: 1,
          state: 'DELIVERED',
          executionDate: '2026-11-23',
          counts: {
            entered: 4,
            parts: [
              { treatmentId: 'Remaining/Voucher', customers: 2, sample: [] },
              { treatmentId: 'Vienna/Control', customers: 1, sample: [] },
              { treatmentId: 'Vienna/Voucher', customers: 1, sample: [] },
            ],
          },
        },
      ],
      plan: { entered: 0, stayed: 4, left: 0 },
    });
    expect(data['customer']).toEqual({
      campaignTargetings: {
        edges: [{ node: { state: 'TARGETED', campaignActionName: 'Remaining: Voucher', planId: 'winter' } }],
      },
      campaignDeliveries: {
        edges: [
          { node: { campaignName: 'Winter', treatmentName: 'Voucher', destinationName: 'folder', isControl: false } },
        ],
      },
    });
  });

  it('come in pages, the newest first', async () => {
    for (const id of ['p1', 'p2', 'p3']) await create({ name: id }, id);
    const page = `query ($after: String) {
      plannedCampaigns(statuses: [DRAFT], first: 2, after: $after) {
        totalCount edges { node { id } } pageInfo { hasNextPage endCursor }
      }
    }`;
    const first = (await graph.ask(page)).data['plannedCampaigns'] as {
      readonly pageInfo: { readonly endCursor: string };
    };
    expect(first).toMatchObject({ totalCount: 3, edges: [{ node: { id: 'p1' } }, { node: { id: 'p2' } }] });
    const second = await graph.ask(page, { after: first.pageInfo.endCursor });
    expect(second.errors).toEqual([]);
    expect(second.data['plannedCampaigns']).toMatchObject({
      edges: [{ node: { id: 'p3' } }],
      pageInfo: { hasNextPage: false },
    });
  });
});

describe('a planned campaign is refused', () => {
  const refusals: [string, object, string][] = [
    [
      'an unknown segment',
      { audience: { include: ['al'] } },
      'There is no segment "al" ("audience.include[0]"). Did you mean "all"?',
    ],
    [
      'an unknown destination',
      { remaining: { treatments: [{ name: 'a', percentage: 100, destinations: [{ destination: 'foldr' }] }] } },
      '"remaining.treatments[0].destinations[0].destination" is "foldr", which is none of the config. Did you mean "folder"?',
    ],
    [
      'a column that customers do not have',
      {
        remaining: {
          treatments: [
            {
              name: 'a',
              percentage: 100,
              destinations: [{ destination: 'folder', attributes: [{ as: 'X', column: 'emial' }] }],
            },
          ],
        },
      },
      'emial',
    ],
    [
      'criteria of an unknown column',
      {
        subAudiences: [
          {
            name: 'a',
            criteria: { include: { groups: [{ conditions: [{ column: { name: 'citi', text: { is: 'x' } } }] }] } },
            treatments: [{ name: 'a', percentage: 100 }],
          },
        ],
      },
      'subAudiences[0].criteria.include.groups[0].conditions[0].column',
    ],
  ];
  it.each(refusals)('with %s', async (_, given, sentence) => {
    expect((await create(given)).errors[0]?.message).toContain(sentence);
  });

  it('by a key that may only read', async () => {
    const reader = await openGraph(database, '2026-11-23', 'UTC', undefined, undefined, {
      viewer: clientNamed('reader'),
    });
    for (const verb of ['schedule', 'unschedule', 'deliver', 'archive'])
      expect((await reader.ask(`mutation { ${verb}Campaign(id: "winter") { id } }`)).errors[0]?.code).toBe(
        'READ_ONLY_KEY',
      );
    const made = await reader.ask(
      `mutation ($definition: PlannedCampaignInput!) { createCampaign(definition: $definition) { id } }`,
      { definition },
    );
    expect(made.errors[0]?.code).toBe('READ_ONLY_KEY');
  });
});
