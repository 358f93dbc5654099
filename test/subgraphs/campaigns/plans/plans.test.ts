import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../../src/lib/relay/globalId.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addActions, addChannels, addPlans, addRedemptions, addTargetings, type ListPage } from './samplePlans.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/** SALE has everything, on three days; BARE has nothing; PRIO has a target group of which the priority alone is known. */
beforeAll(async () => {
  database = await cloneDatabase();
  await addPlans(database, [
    {
      id: 'SALE',
      start: '2026-01-01',
      end: '2026-02-28',
      name: 'Winter sale',
      marketingAction: 'Offer 20 %',
      group: ['G7', 'Shoppers', 2],
      type: [1, 'Test/Control'],
      status: 'Delivered',
      tags: ['winter', 'sale'],
      brand: 'North',
    },
    { id: 'BARE', start: '2026-03-01', name: 'Bare' },
    { id: 'PRIO', start: '2026-03-01', group: [null, null, 5] },
  ]);
  await addActions(database, [
    ['SALE', 'S2', 7, 'Big offer'],
    ['SALE', 'S1', 1, 'DN'],
    ['SALE', 'S10', 8, 'Small offer'],
    ['PRIO', 'S2', 1, 'DN'],
  ]);
  await addChannels(database, [
    ['SALE', 'S2', 'k2', 4, 'SMS', ['T2', 'Short'], 'P9'],
    ['SALE', 'S2', 'k1', 3, 'Email', ['T1', 'Long']],
    ['SALE', 'S10', 'k1', 3, 'Email'],
  ]);
  await addTargetings(database, [
    ['c1', '2026-01-01', 'SALE', 'S1'],
    ['c2', '2026-01-01', 'SALE', 'S2'],
    ['c3', '2026-01-01', 'SALE', 'S2'],
    ['c4', '2026-01-01', 'SALE', 'S10'],
    ['c5', '2026-01-01', 'SALE', null],
    ['', '2026-01-01', 'SALE', 'S2'],
    ['c1', '2026-01-08', 'SALE', 'S2'],
    ['c2', '2026-01-08', 'SALE', 'gone'],
    ['c1', '2026-01-15', 'SALE', null],
    ['c2', '2026-01-15', 'SALE', null],
    ['', '2026-01-22', 'SALE', 'S2'],
    ['c1', '2026-01-15', 'PRIO', 'S2'],
    ['c1', '2026-01-15', 'lost', 'S2'],
  ]);
  await addRedemptions(database, [
    ['c2', '1', 'SALE', '2026-01-03'],
    ['c2', '2', 'SALE', '2026-01-03'],
    ['c3', '1', 'SALE', '2026-01-04'],
    ['', '1', 'SALE', '2026-01-04'],
    ['c3', '2', 'lost', '2026-01-04'],
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const occurrences = async (args: string, planId = 'SALE') => {
  const { data, errors } = await graph.ask(
    `{ campaign(planId: "${planId}") { occurrences${args} { edges { cursor node { executionDate targeted control excluded } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`,
  );
  expect(errors).toEqual([]);
  return (data['campaign'] as { occurrences: ListPage<{ executionDate: string }> }).occurrences;
};
const daysOf = ({ edges }: ListPage<{ executionDate: string }>) => edges.map(({ node }) => node.executionDate);

describe('a campaign', () => {
  it('has all that is known of it, in one statement for each table', async () => {
    const { data, errors, statements } = await graph.ask(`{ campaign(planId: " SALE ") {
      planId nodeId name type typeName targetGroup { id name priority } marketingActionName status tagNames
      executionStartDate executionEndDate brand
      actions { planId planDetailId campaignActionId campaignActionName isControl
        channels { planDetailChannelId channelId channelName templateId templateName promotionId } }
      redemptions { count customers } } }`);
    expect(errors).toEqual([]);
    const email = { planDetailChannelId: 'k1', channelId: 3, channelName: 'Email', promotionId: null };
    expect(data['campaign']).toEqual({
      planId: 'SALE',
      nodeId: toGlobalId('Campaign', 'SALE'),
      name: 'Winter sale',
      type: 1,
      typeName: 'Test/Control',
      targetGroup: { id: 'G7', name: 'Shoppers', priority: 2 },
      marketingActionName: 'Offer 20 %',
      status: 'Delivered',
      tagNames: ['winter', 'sale'],
      executionStartDate: '2026-01-01',
      executionEndDate: '2026-02-28',
      brand: 'North',
      actions: [
        {
          planId: 'SALE',
          planDetailId: 'S1',
          campaignActionId: 1,
          campaignActionName: 'DN',
          isControl: true,
          channels: [],
        },
        {
          planId: 'SALE',
          planDetailId: 'S10',
          campaignActionId: 8,
          campaignActionName: 'Small offer',
          isControl: false,
          channels: [{ ...email, templateId: null, templateName: null }],
        },
        {
          planId: 'SALE',
          planDetailId: 'S2',
          campaignActionId: 7,
          campaignActionName: 'Big offer',
          isControl: false,
          channels: [
            { ...email, templateId: 'T1', templateName: 'Long' },
            {
              planDetailChannelId: 'k2',
              channelId: 4,
              channelName: 'SMS',
              templateId: 'T2',
              templateName: 'Short',
              promotionId: 'P9',
            },
          ],
        },
      ],
      redemptions: { count: 3, customers: 2 },
    });
    expect(statements).toHaveLength(4);
  });

  it('has nulls, empty lists and zeros where nothing is known, and is null itself where its key is not', async () => {
    const { data, errors } = await graph.ask(`
      fragment All on Campaign { type targetGroup { id name priority } marketingActionName status tagNames executionEndDate
        brand actions { planDetailId } occurrences { edges { cursor } pageInfo { endCursor } } redemptions { count customers } }
      { bare: campaign(planId: "BARE") { ...All } prio: campaign(planId: "PRIO") { targetGroup { id name priority } }
        small: campaign(planId: "sale") { name } lost: campaign(planId: "lost") { name } }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      bare: {
        type: null,
        targetGroup: null,
        marketingActionName: null,
        status: null,
        tagNames: [],
        executionEndDate: null,
        brand: null,
        actions: [],
        occurrences: { edges: [], pageInfo: { endCursor: null } },
        redemptions: { count: 0, customers: 0 },
      },
      prio: { targetGroup: { id: null, name: null, priority: 5 } },
      small: null,
      lost: null,
    });
  });

  it('is a node of the graph, and an entity for other routers', async () => {
    const ids = ['SALE', 'lost', 'BARE'].map((planId) => toGlobalId('Campaign', planId));
    const { data, errors, statements } = await graph.ask(
      `query ($ids: [ID!]!, $r: [_Any!]!) {
        nodes(nodeIds: $ids) { __typename nodeId ... on Campaign { planId name actions { planDetailId } } }
        _entities(representations: $r) { ... on Campaign { planId name redemptions { count } } } }`,
      {
        ids,
        r: [
          { __typename: 'Campaign', planId: ' PRIO ' },
          { __typename: 'Campaign', planId: 'lost' },
        ],
      },
    );
    expect(errors).toEqual([]);
    const actions = ['S1', 'S10', 'S2'].map((planDetailId) => ({ planDetailId }));
    expect(data).toEqual({
      nodes: [
        { __typename: 'Campaign', nodeId: ids[0], planId: 'SALE', name: 'Winter sale', actions },
        null,
        { __typename: 'Campaign', nodeId: ids[2], planId: 'BARE', name: 'Bare', actions: [] },
      ],
      _entities: [{ planId: 'PRIO', name: 'Name of PRIO', redemptions: { count: 0 } }, null],
    });
    expect(statements).toHaveLength(3);
  });

  it.each([
    ['campaign(planId: "a\\u0000b") { name }', 'BAD_USER_INPUT', '"planId" holds a NUL'],
    [`node(nodeId: "${toGlobalId('Campaign', 'a\u0000')}") { nodeId }`, 'BAD_USER_INPUT', '"planId" holds a NUL'],
    [`node(nodeId: "${toGlobalId('Campaign', 'a', 'b')}") { nodeId }`, 'INVALID_NODE_ID', 'is not a global identifier'],
    [
      `node(nodeId: "${toGlobalId('CampaignTargeting', 'a')}") { nodeId }`,
      'INVALID_NODE_ID',
      'is not a global identifier',
    ],
    [
      '_entities(representations: [{ __typename: "Campaign" }]) { __typename }',
      'BAD_REPRESENTATION',
      'the fields of a key: "planId"',
    ],
  ])('is refused by %s', async (field, code, message) => {
    const { errors, statements } = await graph.ask(`{ ${field} }`);
    expect(errors).toMatchObject([{ code, message: expect.stringContaining(message) }]);
    expect(statements).toEqual([]);
  });
});

describe('occurrences', () => {
  it('count customers by what became of them and by variant, the newest first', async () => {
    const { data, errors, statements } = await graph.ask(`{ campaign(planId: "SALE") { occurrences { edges { node {
      planId executionDate targeted control excluded
      actions { planDetailId count action { campaignActionName isControl } } } } } } }`);
    expect(errors).toEqual([]);
    const { edges } = (data['campaign'] as { occurrences: ListPage }).occurrences;
    const big = { campaignActionName: 'Big offer', isControl: false };
    expect(edges.map(({ node }) => node)).toEqual([
      { planId: 'SALE', executionDate: '2026-01-15', targeted: 0, control: 0, excluded: 2, actions: [] },
      {
        planId: 'SALE',
        executionDate: '2026-01-08',
        targeted: 2,
        control: 0,
        excluded: 0,
        actions: [
          { planDetailId: 'S2', count: 1, action: big },
          { planDetailId: 'gone', count: 1, action: null },
        ],
      },
      {
        planId: 'SALE',
        executionDate: '2026-01-01',
        targeted: 3,
        control: 1,
        excluded: 1,
        actions: [
          { planDetailId: 'S1', count: 1, action: { campaignActionName: 'DN', isControl: true } },
          { planDetailId: 'S10', count: 1, action: { campaignActionName: 'Small offer', isControl: false } },
          { planDetailId: 'S2', count: 2, action: big },
        ],
      },
    ]);
    expect(statements).toHaveLength(3);
  });

  it('are those of a stretch of days, both ends included', async () => {
    expect(daysOf(await occurrences('(from: "2026-01-08")'))).toEqual(['2026-01-15', '2026-01-08']);
    expect(daysOf(await occurrences('(to: "2026-01-08")'))).toEqual(['2026-01-08', '2026-01-01']);
    expect(daysOf(await occurrences('(from: "2026-01-02", to: "2026-01-14")'))).toEqual(['2026-01-08']);
  });

  it('come in pages, which another campaign may go on with', async () => {
    const first = await occurrences('(first: 2)');
    expect(daysOf(first)).toEqual(['2026-01-15', '2026-01-08']);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await occurrences(`(first: 2, after: "${first.pageInfo.endCursor}")`);
    expect(daysOf(second)).toEqual(['2026-01-01']);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(daysOf(await occurrences(`(after: "${second.pageInfo.endCursor}")`))).toEqual([]);
    expect(daysOf(await occurrences('(first: 0)'))).toEqual([]);
    expect(daysOf(await occurrences(`(after: "${first.pageInfo.endCursor}")`, 'PRIO'))).toEqual([]);
  });

  const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const faultsOf = async (args: string) =>
    (await graph.ask(`{ campaign(planId: "SALE") { occurrences(${args}) { edges { cursor } } } }`)).errors;

  it.each([
    ['first: 1001', 'PAGE_SIZE_EXCEEDED', '"first" is 1001, and 1000 is the most.'],
    ['first: -1', 'BAD_USER_INPUT', '"first" is -1'],
    [
      'from: "2026-01-14", to: "2026-01-02"',
      'BAD_USER_INPUT',
      '"from" is 2026-01-14, which is after "to", 2026-01-02.',
    ],
    ['after: "x"', 'INVALID_CURSOR', 'is not a cursor of this server'],
    [`after: "${cursor('campaigns', '', '2026-01-01')}"`, 'INVALID_CURSOR', 'belongs to another list'],
    [`after: "${cursor('occurrences', '', null, '2026-01-01')}"`, 'INVALID_CURSOR', 'belongs to another question'],
  ])('with %s are refused', async (args, code, message) => {
    expect(await faultsOf(args)).toMatchObject([{ code, message: expect.stringContaining(message) }]);
  });

  it('refuse cursors of another question, and those that hold no day', async () => {
    const own = (await occurrences('(first: 1)')).pageInfo.endCursor ?? '';
    const [name, question, day] = JSON.parse(Buffer.from(own, 'base64url').toString()) as string[];
    expect(await faultsOf(`after: "${own}", from: "2026-01-01"`)).toMatchObject([
      { code: 'INVALID_CURSOR', message: expect.stringContaining('belongs to another question') },
    ]);
    for (const parts of [[], ['2026-02-30'], ['2026-02-03', 'x'], [null], ['infinity'], ['-infinity']])
      expect(await faultsOf(`after: "${cursor(name, question, day, ...parts)}"`)).toMatchObject([
        { code: 'INVALID_CURSOR', message: 'The cursor given as "after" is not a cursor of this server.' },
      ]);
  });
});
