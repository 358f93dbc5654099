import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { toGlobalId } from '../../src/lib/relay/globalId.js';
import { addDefinitions, addTree, addValues } from '../levels/sampleLevels.js';
import { addRows } from '../subgraphs/campaigns/sampleCampaigns.js';
import { addOrders } from '../subgraphs/orders/sampleOrders.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import type { TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

const ids = Array.from({ length: 150 }, (_, n) => `C${n}`);

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(
    database,
    ids.map((id) => ({ id, givenName: `Name ${id}`, city: 'Lyon' })),
  );
  await addTree(database, { accounts: ['A1', 'A2'] });
  await addDefinitions(database, [{ name: 'visits' }, { name: 'spend', unit: 'euros' }]);
  await addValues(database, [
    ...ids.map((id, n) => ({ level: 'CUSTOMER', id, name: 'visits', day: '2026-10-01', value: `${n}.0` }) as const),
    { level: 'ACCOUNT', id: 'A1', name: 'spend', day: '2026-10-01', value: '7.50' },
  ]);
  await addRows(
    database,
    'customer_identifiers',
    [
      ...ids.map((id) => [id, 'email', `${id}@example.com`]),
      ['C1', 'shop', 'shared'],
      ['C2', 'shop', 'shared'],
      ['gone', 'shop', 'of nobody'],
    ].map(([customer_id = '', system = '', value = '']) => ({ customer_id, system, value, load_id: 0 })),
  );
  await addOrders(database);
  await runSnapshot(testJob(database, '2026-11-23T09:00:00Z'), { from: '2026-11-22', to: '2026-11-22' });
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const ask = (selection: string, representations: readonly object[]) =>
  graph.ask(`query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`, { r: representations });

/** The codes of errors by the places of their representations. */
const codesOf = (errors: readonly { readonly path: unknown; readonly code: unknown }[]) =>
  errors
    .map(({ path, code }) => [(path as number[])[1] ?? -1, code] as const)
    .toSorted(([one], [other]) => one - other);

const bad = 'BAD_REPRESENTATION';

describe('nodeId', () => {
  const customer = (nodeId: unknown) => ({ __typename: 'Customer', nodeId });

  it('finds customers by one statement with those who come by id, null where unknown, an error for each bad one', async () => {
    const { data, errors, statements } = await ask('... on Customer { id nodeId givenName }', [
      ...ids.map((id) => customer(toGlobalId('Customer', id))),
      customer(toGlobalId('Customer', 'nobody')),
      { __typename: 'Customer', id: 'C3' },
      // Both: the own key says it.
      { __typename: 'Customer', id: 'C4', nodeId: 'nonsense' },
      customer('nonsense'),
      customer(toGlobalId('Account', 'C1')),
      customer(toGlobalId('Customer', 'C1', '2026-11-22')),
      customer({ id: 'C1' }),
      customer(null),
    ]);
    const row = (id: string) => ({ id, nodeId: toGlobalId('Customer', id), givenName: `Name ${id}` });
    expect(data['_entities']).toEqual([
      ...ids.map(row),
      null,
      row('C3'),
      row('C4'),
      ...Array.from({ length: 5 }, () => null),
    ]);
    expect(codesOf(errors)).toEqual([153, 154, 155, 156, 157].map((place) => [place, bad]));
    expect(errors[1]?.message).toBe(
      `"${toGlobalId('Account', 'C1')}" is not the global identifier of an object of type "Customer".`,
    );
    expect(statements).toHaveLength(1);
  });

  it('finds every other node', async () => {
    const { data, errors } = await ask(
      `__typename ... on Account { id name } ... on Order { id customerId lineCount } ... on Product { productName: name }
      ... on CustomerProfile { date customer { id } }`,
      [
        ['Account', 'A1'],
        ['Order', 'A', '1'],
        ['Product', 'P1'],
        ['CustomerProfile', 'C5', '2026-11-22'],
      ].map(([type = '', ...key]) => ({ __typename: type, nodeId: toGlobalId(type, ...key) })),
    );
    expect(errors).toEqual([]);
    expect(data['_entities']).toEqual([
      { __typename: 'Account', id: 'A1', name: 'A1' },
      { __typename: 'Order', id: '1', customerId: 'A', lineCount: 5 },
      { __typename: 'Product', productName: 'Blue Shoe' },
      { __typename: 'CustomerProfile', date: '2026-11-22', customer: { id: 'C5' } },
    ]);
  });
});

describe('CustomerProfile', () => {
  const profile = (id: unknown, date: unknown, more: object = {}) => ({
    __typename: 'CustomerProfile',
    customer: { __typename: 'Customer', id, ...more },
    date,
  });

  it('is found by its customer and day, many by one statement beside that of the days', async () => {
    const { data, errors, statements } = await ask('... on CustomerProfile { date fields { city } customer { id } }', [
      ...ids.map((id) => profile(id, '2026-11-22', { extra: 1 })),
      profile('nobody', '2026-11-22'),
      profile('C1', '2026-11-21'),
      profile('C1', 'yesterday'),
      profile('C\0', '2026-11-22'),
      { __typename: 'CustomerProfile', customer: 'C1', date: '2026-11-22' },
      { __typename: 'CustomerProfile', date: '2026-11-22' },
    ]);
    expect(data['_entities']).toEqual([
      ...ids.map((id) => ({ date: '2026-11-22', fields: { city: 'Lyon' }, customer: { id } })),
      ...Array.from({ length: 6 }, () => null),
    ]);
    expect(codesOf(errors)).toEqual([
      [152, bad],
      [153, 'BAD_USER_INPUT'],
      [154, bad],
      [155, bad],
    ]);
    expect(statements.map(({ text }) => /from facet\.(\w+)/.exec(text)?.[1])).toEqual([
      'profile_days',
      'customer_profiles',
      'customers',
    ]);
  });
});

describe('CustomerIdentifier', () => {
  const identifier = (system: unknown, value: unknown) => ({ __typename: 'CustomerIdentifier', system, value });

  it('leads from what another team knows to the customer, all by one statement each', async () => {
    const { data, errors, statements } = await ask(
      '... on CustomerIdentifier { system value customer { id givenName } }',
      [
        ...ids.map((id) => identifier('email', `${id.toLowerCase()}@EXAMPLE.com`)),
        identifier('email', 'nobody@example.com'),
        identifier('SHOP', ' shared '),
        identifier('shop', 'of nobody'),
        identifier('shop', '\0'),
        { __typename: 'CustomerIdentifier', system: 'shop' },
      ],
    );
    expect(data['_entities']).toEqual([
      ...ids.map((id) => ({
        system: 'email',
        value: `${id.toLowerCase()}@EXAMPLE.com`,
        customer: { id, givenName: `Name ${id}` },
      })),
      null,
      { system: 'SHOP', value: ' shared ', customer: null },
      { system: 'shop', value: 'of nobody', customer: null },
      null,
      null,
    ]);
    expect(codesOf(errors)).toEqual([
      [151, 'AMBIGUOUS_IDENTIFIER'],
      [153, 'BAD_USER_INPUT'],
      [154, bad],
    ]);
    expect(statements).toHaveLength(2);
  });

  it('is the same in the list of a customer', async () => {
    const { data } = await graph.ask(
      '{ customer(id: "C7") { identifiers { edges { node { value customer { id } } } } } }',
    );
    expect(data).toEqual({
      customer: { identifiers: { edges: [{ node: { value: 'C7@example.com', customer: { id: 'C7' } } }] } },
    });
  });
});

describe('MetricValue', () => {
  const value = (
    level: unknown,
    entityId: unknown,
    name: unknown,
    effectiveDate: unknown,
    app: unknown = 'default',
  ) => ({
    __typename: 'MetricValue',
    level,
    entityId,
    app,
    name,
    effectiveDate,
  });

  it('is found by its key, by one statement for each level', async () => {
    const { data, errors, statements } = await ask('... on MetricValue { level entityId app name value unit }', [
      ...ids.map((id) => value('CUSTOMER', id, 'visits', '2026-10-01')),
      value('ACCOUNT', 'A1', 'spend', '2026-10-01'),
      value('ACCOUNT', 'A1', 'visits', '2026-10-01'),
      value('CUSTOMER', 'C1', 'visits', '2026-11-01'),
      value('CUSTOMER', 'C1', 'no such', '2026-10-01'),
      value('PLANET', 'C1', 'visits', '2026-10-01'),
      value('CUSTOMER', 'C1', 'visits', 'October'),
      value('CUSTOMER', 'C1', 'visits', '2026-10-01', 'no such'),
      { __typename: 'MetricValue', name: 'visits' },
    ]);
    expect(data['_entities']).toEqual([
      ...ids.map((entityId, n) => ({
        level: 'CUSTOMER',
        entityId,
        app: 'default',
        name: 'visits',
        value: `${n}.0`,
        unit: null,
      })),
      { level: 'ACCOUNT', entityId: 'A1', app: 'default', name: 'spend', value: '7.50', unit: 'euros' },
      ...Array.from({ length: 7 }, () => null),
    ]);
    expect(codesOf(errors)).toEqual([
      [154, bad],
      [155, bad],
      [156, 'UNKNOWN_APP'],
      [157, bad],
    ]);
    expect(statements).toHaveLength(2);
  });

  it('is found among more values of its entities, metrics and dates than one answer may hold', async () => {
    const { client } = database;
    const names = Array.from({ length: 21 }, (_, n) => `many ${n}`);
    const days = Array.from({ length: 10 }, (_, n) => `2026-09-${10 + n}`);
    await addDefinitions(
      database,
      names.map((name) => ({ name })),
    );
    // 150 customers, 21 metrics and 10 days: 31,500.
    await client`insert into facet.metric_values (level, entity_id, app, metric_name, effective_date, value, load_id)
      select 'CUSTOMER', id, 'default', name, day, length(id || name), 0
      from unnest(${ids}::text[]) id, unnest(${names}::text[]) name, unnest(${days}::date[]) day`;
    const keys = Array.from({ length: 300 }, (_, n) => [ids[n % 150], names[n % 21], days[n % 10]] as const);
    const { data, errors, statements } = await ask(
      '... on MetricValue { entityId name effectiveDate value }',
      keys.map(([id, name, day]) => value('CUSTOMER', id, name, day)),
    );
    await client`delete from facet.metric_values where metric_name = any(${names})`;
    await client`delete from facet.metric_definitions where metric_name = any(${names})`;
    expect(errors).toEqual([]);
    expect(data['_entities']).toEqual(
      keys.map(([entityId = '', name = '', effectiveDate]) => ({
        entityId,
        name,
        effectiveDate,
        value: String(entityId.length + name.length),
      })),
    );
    expect(statements).toHaveLength(1);
  });

  it('says its key wherever it is shown', async () => {
    const { data } = await graph.ask(`{
      customer(id: "C9") { metrics { level entityId app name effectiveDate } }
      metrics(level: ACCOUNT, entityId: "A1") { metrics { level entityId app name effectiveDate definition { name } } }
    }`);
    const key = { app: 'default', effectiveDate: '2026-10-01' };
    expect(data).toEqual({
      customer: { metrics: [{ ...key, level: 'CUSTOMER', entityId: 'C9', name: 'visits' }] },
      metrics: {
        metrics: [{ ...key, level: 'ACCOUNT', entityId: 'A1', name: 'spend', definition: { name: 'spend' } }],
      },
    });
  });
});
