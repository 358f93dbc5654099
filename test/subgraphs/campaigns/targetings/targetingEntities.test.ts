import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createContext } from '../../../../src/federation/requestContext.js';
import { dayLoader } from '../../../../src/subgraphs/campaigns/targetings/loaders.js';
import { findTargetingsOfCustomers } from '../../../../src/subgraphs/campaigns/targetings/queries.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { openScope } from '../../../support/scope.js';
import { addSample } from '../sampleCampaigns.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addSample(database);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const entities = (representations: readonly unknown[], selection: string) =>
  graph.ask(`query ($r: [_Any!]!) { _entities(representations: $r) { __typename ${selection} } }`, {
    r: representations,
  });

const targeting = (customerId: unknown, executionDate: unknown, planId: unknown) => ({
  __typename: 'CampaignTargeting',
  customerId,
  executionDate,
  planId,
});
const day = (customerId: unknown, date: unknown) => ({ __typename: 'MarketingImpactDay', customerId, date });

const openContext = () => createContext(openScope(database));

describe('_entities', () => {
  it('gives targetings by key, in one statement, null where unknown', async () => {
    const { data, errors, statements } = await entities(
      [
        targeting('A', '2026-03-01', 'P2'),
        targeting('A', '2026-03-02', 'P2'),
        targeting(' X ', '2026-03-05', 'P1'),
        targeting('', '2026-03-05', 'P1'),
        targeting('A', '2026-03-05', 'P1'),
        targeting('A', '2026-03-01', 'P2'),
      ],
      '... on CampaignTargeting { customerId executionDate planId state computedAt }',
    );
    const row = (customerId: string, executionDate: string, planId: string, state: string) => ({
      __typename: 'CampaignTargeting',
      customerId,
      executionDate,
      planId,
      state,
      computedAt: '2026-03-06T02:00:00.5Z',
    });
    expect(errors).toEqual([]);
    expect(data['_entities']).toEqual([
      row('A', '2026-03-01', 'P2', 'EXCLUDED'),
      null,
      row('X', '2026-03-05', 'P1', 'TARGETED'),
      null,
      row('A', '2026-03-05', 'P1', 'CONTROL'),
      row('A', '2026-03-01', 'P2', 'EXCLUDED'),
    ]);
    expect(statements).toHaveLength(1);
  });

  it('looks a customer up once, however many days and campaigns are asked', async () => {
    const three = ['2026-03-01', '2026-03-04', '2026-03-05'];
    const { statements } = await entities(
      [...three.map((date) => day('A', date)), ...three.map((date) => targeting('A', date, 'P1'))],
      `... on MarketingImpactDay { targetings { planId redemptions { couponId } } } ... on CampaignTargeting { planId }`,
    );
    const bound = statements.map(({ text, values }) => {
      const [, n] = /customer_id = any\(\$(\d+)::text\[\]\)/.exec(text) ?? [];
      return values[Number(n) - 1];
    });
    expect(bound).toEqual([['A'], ['A'], ['A']]);
  });

  it('gives the campaigns of days of customers, in one statement', async () => {
    const ask = (states: string) =>
      entities(
        [
          day('A', '2026-03-01'),
          day('B', '2026-03-05'),
          day('X', '2026-03-05'),
          day('A', '2026-03-04'),
          day('', '2026-03-05'),
        ],
        `... on MarketingImpactDay { customerId date targetings${states} { customerId executionDate planId state } }`,
      );
    const { data, errors, statements } = await ask('');
    expect(errors).toEqual([]);
    const row = (customerId: string, executionDate: string, planId: string, state: string) => ({
      customerId,
      executionDate,
      planId,
      state,
    });
    const a = [
      row('A', '2026-03-01', 'P1', 'TARGETED'),
      row('A', '2026-03-01', 'P2', 'EXCLUDED'),
      row('A', '2026-03-01', 'P3', 'TARGETED'),
    ];
    expect(data['_entities']).toEqual([
      { ...day('A', '2026-03-01'), targetings: a },
      { ...day('B', '2026-03-05'), targetings: [row('B', '2026-03-05', 'P2', 'TARGETED')] },
      { ...day('X', '2026-03-05'), targetings: [row('X', '2026-03-05', 'P1', 'TARGETED')] },
      { ...day('A', '2026-03-04'), targetings: [] },
      { ...day('', '2026-03-05'), targetings: [] },
    ]);
    expect(statements).toHaveLength(1);
    const excluded = (await ask('(states: [EXCLUDED])')).data['_entities'] as { targetings: unknown }[];
    expect(excluded.map(({ targetings }) => targetings)).toEqual([[a[1]], [], [], [], []]);
    const none = (await ask('(states: [])')).data['_entities'] as { targetings: unknown }[];
    expect(none.map(({ targetings }) => targetings)).toEqual([[], [], [], [], []]);
    const tooMany = await ask('(states: [EXCLUDED, EXCLUDED, EXCLUDED, EXCLUDED])');
    expect(tooMany.errors[0]).toMatchObject({ code: 'TOO_MANY_ENTRIES' });
  });

  it('gives an error of its own to each bad key', async () => {
    const { data, errors } = await entities(
      [
        targeting('A', '2026-02-30', 'P1'),
        targeting('A', "2026-03-01' or '1'='1", 'P1'),
        targeting('A\u0000', '2026-03-01', 'P1'),
        targeting('A', '2026-03-01', '\uD800'),
        targeting('A', '2026-03-01', { nested: true }),
        targeting('A', null, 'P1'),
        day('A', 'infinity'),
        { __typename: 'Customer', id: 'A\u0000' },
        targeting('A', '2026-03-01', 'P1'),
      ],
      '... on CampaignTargeting { planId state }',
    );
    expect(errors.map(({ code }) => code)).toEqual([
      'BAD_REPRESENTATION',
      'BAD_REPRESENTATION',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      'BAD_REPRESENTATION',
      'BAD_REPRESENTATION',
      'BAD_REPRESENTATION',
      'BAD_USER_INPUT',
    ]);
    expect(errors[0]?.message).toBe('"executionDate" is "2026-02-30", which is not a day such as 2026-03-31.');
    expect((data['_entities'] as unknown[]).slice(-2)).toEqual([
      null,
      { __typename: 'CampaignTargeting', planId: 'P1', state: 'TARGETED' },
    ]);
  });

  it('gives a customer with targetings, deliveries and an explanation', async () => {
    const { data, errors } = await entities(
      [{ __typename: 'Customer', id: 'B' }],
      `... on Customer { id campaignTargetings { totalCount edges { node { executionDate planId } } }
        campaignDeliveries { edges { cursor } } campaignExplanation(planId: "P2", date: "2026-03-05") { verdict } }`,
    );
    expect(errors).toEqual([]);
    expect(data['_entities']).toEqual([
      {
        __typename: 'Customer',
        id: 'B',
        campaignTargetings: {
          totalCount: 2,
          edges: [
            { node: { executionDate: '2026-03-05', planId: 'P2' } },
            { node: { executionDate: '2026-03-01', planId: 'P1' } },
          ],
        },
        campaignDeliveries: { edges: [] },
        campaignExplanation: { verdict: 'TARGETED' },
      },
    ]);
  });

  it('has pages of customers who are known, and none of others', async () => {
    const everything = { states: null, from: null, to: null, planIds: null };
    const page = { size: 20, backwards: false, after: undefined, before: undefined };
    const pages = await findTargetingsOfCustomers(openContext(), ['nobody', 'X', '', 'B'], {
      question: everything,
      page,
      asked: { columns: [], texts: [] },
    });
    expect(pages.map((rows) => rows.map(({ customerId, planId }) => [customerId, planId]))).toEqual([
      [],
      [],
      [],
      [
        ['B', 'P2'],
        ['B', 'P1'],
      ],
    ]);
  });

  it('refuses the targetings of too many days at a time', async () => {
    const loader = dayLoader(openContext(), null, { columns: ['state'], texts: [] });
    const days = Array.from({ length: 50_001 }, (_, n) => loader.load({ customerId: String(n), date: '2026-03-01' }));
    const failures = new Set(
      (await Promise.allSettled(days)).map((one) => one.status === 'rejected' && String(one.reason)),
    );
    expect([...failures]).toEqual([
      'UserError: The question asks for the targetings of 50001 days of customers, and 50000 are the most; ask for fewer ' +
        'customers or days.',
    ]);
  });
});
