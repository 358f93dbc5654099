import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../src/lib/relay/globalId.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { addCustomers } from '../support/sample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }]);
  await client`insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('P', 'Spring', '2026-05-01')`;
  await client`
    insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
    values ('P', 'D', 2, 'Offer')`;
  await client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, taken_from_plan_id,
      last_updated_time, load_id)
    values ('A', '2026-05-02', 'P', 'D', null, '2026-05-03', 0), ('B', '2026-05-02', 'P', null, 'P', '2026-05-03', 0)`;
  await client`insert into facet.metric_definitions (metric_name, description, unit, load_id) values ('minutes', 'Minutes.', 'minutes', 0)`;
  await client`
    insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
    values ('CUSTOMER', 'A', 'default', 'minutes', '2026-05-01', 5, 0)`;
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const keys = ['customerId', 'executionDate', 'planId', 'entityId'];

/** The names that a statement selects beside keys and counts, those inside of texts too. */
function namesIn(text: string, columns: readonly { readonly name: string }[], others: readonly string[]): string[] {
  const [, written = ''] = /row_to_json\("\$row"\) from \(select (.*)\) as "\$row"\)::text as/s.exec(text) ?? [];
  const names = [...written.matchAll(/ as "([a-zA-Z]\w*)"/g)].map(([, name = '']) => name);
  const all = new Set([...columns.map(({ name }) => name).filter((name) => /^[a-zA-Z]/.test(name)), ...names]);
  return [...all].filter((name) => ![...others, 'count', 'node'].includes(name)).toSorted();
}

/** What a question answers, and of the statement about a table the names that it selects and the tables that it joins. */
async function readOf(question: string, table: string) {
  const { data, errors, statements } = await graph.ask(question);
  expect(errors).toEqual([]);
  const about = statements.filter(({ text }) => text.includes(table));
  const text = about[0]?.text ?? '';
  const result = await database.client.unsafe(text, (about[0]?.values ?? []) as string[]).describe();
  return {
    data,
    count: about.length,
    columns: namesIn(text, result.columns, table === 'facet.campaigns' ? [] : keys),
    texts: result.columns.filter(({ name }) => name.startsWith('$')).length,
    joined: ['facet.campaign_actions', 'facet.loads'].filter((one) => text.includes(one)),
  };
}

const page = (node: string, more = ''): string =>
  `{ customer(id: "A") { campaignTargetings${more} { edges { node { ${node} } } } } }`;

describe('a page of targetings', () => {
  it.each([
    ['executionDate', [], []],
    ['planId customer { id } campaign { name }', [], []],
    ['planId campaign { planId name }', ['campaign', 'name'], []],
    ['lifecycleStage brand', ['brand', 'lifecycleStage'], []],
    ['state', ['state'], ['facet.campaign_actions']],
    ['campaignActionName', ['campaignActionName'], ['facet.campaign_actions']],
    ['computedAt', ['computedAt'], ['facet.loads']],
    ['channels { channelName }', ['planDetailId', 'state'], ['facet.campaign_actions']],
    ['takenFromCampaign { name }', ['takenFromPlanId'], []],
    ['redemptions { couponId }', [], []],
    [
      '...F @include(if: true) brand @skip(if: true) } } } } } fragment F on CampaignTargeting { d: planDetailId',
      ['d'],
      [],
    ],
  ])('reads for %s its key, %j and what that needs', async (node, columns, joined) => {
    const question = node.includes('fragment') ? page(node).slice(0, -' } } } } }'.length) + ' }' : page(node);
    expect(await readOf(question, 'facet.campaign_targetings')).toMatchObject({
      count: 1,
      columns,
      joined,
    });
  });

  it('reads pages whole where nothing else is asked, with the campaign of each', async () => {
    const read = await readOf(
      '{ customer(id: "A") { t: campaignTargetings { __typename e: edges { n: node { s: state campaign { name } brand } } } } }',
      'facet.campaign_targetings',
    );
    expect(read).toMatchObject({ count: 1, columns: ['brand', 'campaign', 'n', 'name', 's'], texts: 1 });
    const node = { s: 'TARGETED', campaign: { name: 'Spring' }, brand: null };
    expect(JSON.stringify(read.data)).toBe(
      JSON.stringify({ customer: { t: { __typename: 'CampaignTargetingConnection', e: [{ n: node }] } } }),
    );
  });

  it('reads else leaves that a selection begins with as one text, and what stands behind by itself', async () => {
    const more = 'customer { id }';
    const both = await readOf(page(`brand s: state ${more} lifecycleStage`), 'facet.campaign_targetings');
    expect(both).toMatchObject({ count: 1, columns: ['brand', 'lifecycleStage', 's'], texts: 1 });
    expect(both.data).toMatchObject({ customer: { campaignTargetings: { edges: [{ node: { s: 'TARGETED' } }] } } });
    const one = await readOf(page(`brand ${more} state`), 'facet.campaign_targetings');
    expect(one).toMatchObject({ columns: ['brand', 'state'], texts: 0 });
  });

  it('reads together what two fields with the same arguments ask for', async () => {
    const question = `{
      a: customer(id: "A") { campaignTargetings { edges { node { state } } } }
      b: customer(id: "B") { campaignTargetings { edges { node { brand } } } } }`;
    const read = await readOf(question, 'facet.campaign_targetings');
    expect(read).toMatchObject({ count: 1, columns: ['brand', 'state'], texts: 2 });
    expect(read.data).toMatchObject({ a: { campaignTargetings: { edges: [{ node: { state: 'TARGETED' } }] } } });
  });

  it('reads of the days of an impact what is asked too', async () => {
    const question = `{ customer(id: "A") { marketingImpact(from: "2026-05-01", to: "2026-05-03", kpis: []) {
      targetings { takenFromPlanId } } } }`;
    expect(await readOf(question, 'facet.campaign_targetings')).toMatchObject({
      columns: ['takenFromPlanId'],
      joined: [],
    });
  });
});

const targetGroup = ['planId', 'targetGroupId', 'targetGroupName', 'targetGroupPriority'];

describe('campaigns', () => {
  it.each([
    ['of a key', '{ campaign(planId: "P") { name nodeId } }', ['name', 'planId']],
    ['of a key, with its lists', '{ campaign(planId: "P") { status actions { planDetailId } } }', ['planId', 'status']],
    ['of a key, with its target group', '{ campaign(planId: "P") { targetGroup { name } } }', targetGroup],
    ['of targetings', page('customer { id } campaign { planId brand }'), ['brand', 'planId']],
    ['of the winners', page('takenFromCampaign { typeName }').replace('"A"', '"B"'), ['planId', 'typeName']],
    [
      'as nodes',
      `{ node(nodeId: "${toGlobalId('Campaign', 'P')}") { nodeId ... on Campaign { tagNames } } }`,
      ['planId', 'tagNames'],
    ],
    [
      'as entities',
      '{ _entities(representations: [{ __typename: "Campaign", planId: "P" }]) { ... on Campaign { executionEndDate } } }',
      ['executionEndDate', 'planId'],
    ],
    [
      'that are explained, with the name for the sentence',
      '{ customer(id: "A") { campaignExplanation(planId: "P", date: "2026-05-02") { sentence campaign { type } } } }',
      ['name', 'planId', 'type'],
    ],
    [
      'of a list, with its order',
      '{ campaigns { edges { node { name } } } }',
      ['executionStartDate', 'name', 'planId'],
    ],
  ])('%s are read by the key and what is asked', async (_, question, columns) => {
    expect(await readOf(question, 'facet.campaigns')).toMatchObject({ count: 1, columns });
  });

  it('are read of a list by action and channel so too, beside all of those', async () => {
    const question = '{ scheduledCampaigns { edges { node { campaign { brand } action { campaignActionName } } } } }';
    const { columns } = await readOf(question, 'facet.campaigns');
    expect(columns.filter((one) => !/^(campaignAction|planDetail|channel|template|promotion)/.test(one))).toEqual([
      'brand',
      'executionStartDate',
      'planId',
    ]);
  });

  it('are read together by all who ask', async () => {
    const question = `{ a: campaign(planId: "P") { name }
      customer(id: "B") { campaignTargetings { edges { node { takenFromCampaign { status } campaign { planId } } } } } }`;
    const { data, statements, errors } = await graph.ask(question);
    expect(errors).toEqual([]);
    // The second is of those who learn of their campaign later: what is read by then lacks the status.
    expect(statements.filter(({ text }) => text.includes('facet.campaigns'))).toHaveLength(2);
    expect(data).toEqual({
      a: { name: 'Spring' },
      customer: {
        campaignTargetings: { edges: [{ node: { takenFromCampaign: { status: null }, campaign: { planId: 'P' } } }] },
      },
    });
  });
});

describe('values of metrics', () => {
  it.each([
    ['value', ['value'], []],
    ['valueFormatted', ['unit', 'value'], []],
    ['definition { name }', ['name'], []],
    ['origin children childrenWithValue', ['children', 'childrenWithValue', 'origin'], []],
    ['effectiveDate computedAt', ['computedAt', 'effectiveDate'], ['facet.loads']],
  ])('reads for %s %j', async (fields, columns, joined) => {
    const question = `{ customer(id: "A") { metrics { ${fields} } } }`;
    expect(await readOf(question, 'facet.metric_values')).toMatchObject({
      count: 1,
      columns,
      joined,
    });
  });

  it('reads values of entities so too', async () => {
    const question = '{ metrics(level: CUSTOMER, entityId: "A") { metrics { value } } }';
    const { data, columns } = await readOf(question, 'facet.metric_values');
    expect(data).toEqual({ metrics: { metrics: [{ value: '5' }] } });
    expect(columns).toEqual(['value']);
  });
});
