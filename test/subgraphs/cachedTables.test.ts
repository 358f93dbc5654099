import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { definitionsByName } from '../../src/levels/definitions.js';
import { completeDays } from '../../src/population/completeDays.js';
import type { CachedTable, Scope } from '../../src/scope.js';
import { cachedActions, cachedCampaigns, cachedChannels } from '../../src/subgraphs/campaigns/queries.js';
import { add } from '../catalogue/sampleCatalogue.js';
import { addDay } from '../population/people.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { addCustomers } from '../support/sample.js';
import { openTables } from '../support/tables.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }]);
  await changeCatalogue(client, () => [add('FAVOURITE', { dataType: 'text' })], { today: '2026-05-01' });
  await addDay(database, '2026-05-04');
  await client`
    insert into facet.customer_profiles (customer_id, profile_date, load_id, str1)
    values ('A', '2026-05-04', 1, 'a'), ('B', '2026-05-04', 1, 'b')`;
  await client`
    insert into facet.campaigns (plan_id, campaign_name, target_group_name, execution_start_date)
    values ('P', 'Spring', 'Families', '2026-05-01'), ('Q', 'Plain', null, '2026-05-01')`;
  await client`
    insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
    values ('P', 'D', 2, 'Offer'), ('P', 'C', 1, 'Control')`;
  await client`
    insert into facet.campaign_action_channels (plan_id, plan_detail_id, plan_detail_channel_id, channel_id, channel_name)
    values ('P', 'D', 'E', 4, 'E-mail'), ('P', 'D', 'F', 5, 'Letter')`;
  await client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, taken_from_plan_id,
      last_updated_time, load_id)
    values ('A', '2026-05-02', 'P', 'D', null, '2026-05-03', 0), ('B', '2026-05-02', 'Q', null, 'P', '2026-05-03', 0)`;
  await client`
    insert into facet.metric_definitions (metric_name, description, label, across_entities, weight_metric, load_id)
    values ('rate', 'A rate.', 'Rate', 'weighted_average', 'size', 0), ('size', 'Size.', 'Size', 'sum', null, 0)`;
  await client`
    insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
    values ('CUSTOMER', 'A', 'default', 'rate', '2026-05-01', 5, 0)`;
});
afterAll(() => database.drop());

const all = [completeDays, cachedCampaigns, cachedActions, cachedChannels, definitionsByName];

/** The graph of a server that holds some tables. */
async function openHolding(...tables: readonly CachedTable<never, object>[]) {
  const opened = openTables(database);
  await opened.hold(...tables);
  const cached: Scope['cached'] = (table) => (tables.includes(table) ? opened.cached(table) : undefined);
  return { ...opened, graph: await openGraph(database, undefined, undefined, undefined, undefined, { cached }) };
}

/** The tables that each statement of an answer reads first. */
const read = (statements: readonly { readonly text: string }[]): string[] =>
  statements.map(({ text }) => /facet\.(\w+)/.exec(text)?.[1] ?? '').toSorted();

/** As the serving bench asks, with fewer fields. */
const page = `{ customers(first: 50) { edges { node { id
  profile { attributes(names: ["FAVOURITE"]) { value } }
  campaignTargetings(first: 5) { edges { node { executionDate campaign { planId name } } } }
  metrics(names: ["rate"], effectiveDates: ["2026-05-01"]) { name value } } } } }`;

describe('a page of customers with campaigns and metrics', () => {
  it.each([
    // Of the targetings customers come first, and their campaigns with them.
    ['nothing', [], ['customer_profiles', 'customers', 'customers', 'metric_definitions', 'profile_days']],
    ['all', all, ['customer_profiles', 'customers', 'customers', 'metric_definitions']],
  ])('reads, where %s is held, what is not', async (_, tables, expected) => {
    const { graph } = await openHolding(...tables);
    const { data, errors, statements } = await graph.ask(page);
    expect(errors).toEqual([]);
    // The definitions in front are those that the statement of the values joins.
    expect(read(statements)).toEqual(expected);
    const { graph: other } = await openHolding();
    expect(data).toEqual((await other.ask(page)).data);
    expect(data).toMatchObject({
      customers: {
        edges: [
          {
            node: {
              id: 'A',
              profile: { attributes: [{ value: 'a' }] },
              campaignTargetings: { edges: [{ node: { campaign: { planId: 'P', name: 'Spring' } } }] },
              metrics: [{ name: 'rate', value: '5' }],
            },
          },
          { node: { id: 'B' } },
        ],
      },
    });
  });
});

describe('what is held', () => {
  it.each([
    [
      'a campaign with actions, channels and target group',
      `{ campaign(planId: "P") { name targetGroup { name } actions { campaignActionName channels { channelName } } } }`,
      3,
      0,
    ],
    ['a campaign without actions', '{ campaign(planId: "Q") { name actions { campaignActionName } } }', 2, 0],
    ['a campaign by its global identifier', '{ campaign(planId: "P") { nodeId } }', 1, 0],
    [
      'campaigns as entities',
      `{ _entities(representations: [{ __typename: "Campaign", planId: "P" }, { __typename: "MetricDefinition", name: "rate" }]) {
        ... on Campaign { name } ... on MetricDefinition { label } } }`,
      2,
      0,
    ],
    [
      'the winner and its channels of targetings',
      `{ customers { edges { node { campaignTargetings { edges { node { takenFromCampaign { name } channels { channelName } } } } } } } }`,
      4,
      2,
    ],
    ['all definitions with their weights', '{ metricDefinitions { name weight { label } } }', 1, 0],
    ['the definition of a value', '{ customer(id: "A") { metrics { value definition { label } } } }', 3, 2],
  ])('answers %s by as many statements fewer', async (_, question, without, held) => {
    const [reading, holding] = [await openHolding(), await openHolding(...all)];
    const [before, after] = [await reading.graph.ask(question), await holding.graph.ask(question)];
    expect([before.errors, after.errors]).toEqual([[], []]);
    expect([before.statements.length, after.statements.length]).toEqual([without, held]);
    expect(after.data).toEqual(before.data);
  });

  it('is asked for in the database where it is not found, for it may be newer', async () => {
    const { client } = database;
    const { graph } = await openHolding(...all);
    const question = `{ campaign(planId: "N") { name actions { campaignActionName channels { channelName } } } }`;
    const absent = await graph.ask(question);
    expect(absent.data).toEqual({ campaign: null });
    expect(read(absent.statements)).toEqual(['campaigns']);
    await client`insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('N', 'New', '2026-05-09')`;
    await client`
      insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
      values ('N', 'D', 2, 'Offer')`;
    const { data, statements } = await graph.ask(question);
    expect(data).toEqual({ campaign: { name: 'New', actions: [{ campaignActionName: 'Offer', channels: [] }] } });
    expect(read(statements)).toEqual(['campaign_action_channels', 'campaign_actions', 'campaigns']);
    await client`insert into facet.metric_definitions (metric_name, description, load_id) values ('new', 'New.', 0)`;
    await client`
      insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
      values ('CUSTOMER', 'B', 'default', 'new', '2026-05-01', 7, 0)`;
    const values = await graph.ask('{ customer(id: "B") { metrics { value definition { description } } } }');
    expect(values.errors).toEqual([]);
    expect(values.data).toEqual({ customer: { metrics: [{ value: '7', definition: { description: 'New.' } }] } });
    await client`delete from facet.campaigns where plan_id = 'N'`;
    await client`delete from facet.campaign_actions where plan_id = 'N'`;
    await client`delete from facet.metric_values where metric_name = 'new'`;
    await client`delete from facet.metric_definitions where metric_name = 'new'`;
  });

  it('is read from the database as soon as a change is told', async () => {
    const { graph, cache } = await openHolding(...all);
    const question = '{ campaign(planId: "P") { name } }';
    await database.client`update facet.campaigns set campaign_name = 'Summer' where plan_id = 'P'`;
    expect(await graph.ask(question)).toMatchObject({ data: { campaign: { name: 'Spring' } }, statements: [] });
    cache.notices['facet_campaigns']?.();
    const { data, statements } = await graph.ask(question);
    expect(data).toEqual({ campaign: { name: 'Summer' } });
    expect(statements).toHaveLength(1);
    await database.client`update facet.campaigns set campaign_name = 'Spring' where plan_id = 'P'`;
  });
});
