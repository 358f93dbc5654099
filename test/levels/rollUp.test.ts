import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { list } from '../../src/db/sql.js';
import { weighedPart, weighedParts } from '../../src/levels/rollUp.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { openScope } from '../support/scope.js';
import { addDefinitions, addItems, addTree, addValues } from './sampleLevels.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

const day = '2026-04-01';

/**
 * I1 ── C1 ── K1 ── A1 (P1, P2), A2 (P3)
 *    │     └─ K2 ── A3
 *    └─ C2 ── K3 ── A4
 */
beforeAll(async () => {
  database = await cloneDatabase();
  await addTree(database, {
    industries: ['I1', 'I2'],
    companies: [
      ['C1', 'I1'],
      ['C2', 'I1'],
    ],
    contracts: [
      ['K1', 'C1'],
      ['K2', 'C1'],
      ['K3', 'C2'],
    ],
    accounts: [
      ['A1', 'K1'],
      ['A2', 'K1'],
      ['A3', 'K2'],
      ['A4', 'K3'],
    ],
    customers: [
      ['P1', 'A1'],
      ['P2', 'A1'],
      ['P3', 'A2'],
    ],
  });
  await addDefinitions(database, [
    { name: 'revenue', unit: 'euros', entities: 'sum', time: 'sum' },
    { name: 'members', unit: 'count', entities: 'sum', time: 'last', levels: ['ACCOUNT'] },
    { name: 'satisfaction', unit: 'percent', entities: 'weighted_average', weight: 'members', levels: ['ACCOUNT'] },
    { name: 'delay', unit: 'days', entities: 'average' },
    { name: 'first_claim', entities: 'minimum' },
    { name: 'last_claim', entities: 'maximum' },
    { name: 'tariff', entities: 'last' },
    { name: 'score', entities: 'none' },
    { name: 'visitors', entities: 'distinct_count', base: 'visitor' },
  ]);
  const of = (level: 'CUSTOMER' | 'ACCOUNT' | 'CONTRACT', name: string, values: Record<string, string | null>) =>
    Object.entries(values).map(([id, value], n) => ({ level, id, name, day, value, load: n + 1 }));
  await addValues(database, [
    ...of('CUSTOMER', 'revenue', { P1: '10.5', P2: '20', P3: '7.25' }),
    // A2 has a value of its own, which wins over that of P3.
    ...of('ACCOUNT', 'revenue', { A2: '100.0', A3: '1000.00' }),
    ...of('ACCOUNT', 'members', { A1: '10', A2: '30', A3: '60', A4: '5' }),
    ...of('ACCOUNT', 'satisfaction', { A1: '80', A2: '90', A3: '50' }),
    ...of('ACCOUNT', 'delay', { A1: '1', A2: '2', A3: '6' }),
    ...of('ACCOUNT', 'first_claim', { A1: '4', A2: '-3', A3: null }),
    ...of('ACCOUNT', 'last_claim', { A1: '4', A2: '-3', A3: null }),
    ...of('ACCOUNT', 'tariff', { A2: '2', A1: '7', A3: '5' }),
    ...of('ACCOUNT', 'score', { A1: '9' }),
  ]);
  const visit = (id: string, item: string, level: 'ACCOUNT' | 'CUSTOMER' = 'ACCOUNT') => ({
    level,
    id,
    base: 'visitor',
    day,
    item,
  });
  await addItems(database, [
    visit('A1', 'ann'),
    visit('A1', 'bob'),
    visit('A2', 'bob'),
    visit('P3', 'eve', 'CUSTOMER'),
    visit('A4', 'ann'),
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const values = async (level: string, id: string, names: readonly string[]) => {
  const { data, errors } = await graph.ask(
    `query ($level: AggregationLevel!, $id: ID!, $names: [String!]) { metrics(level: $level, entityId: $id, names: $names) {
      metrics { name value origin children childrenWithValue } } }`,
    { level, id, names },
  );
  expect(errors).toEqual([]);
  const { metrics } = data['metrics'] as { metrics: Record<string, unknown>[] };
  return metrics.map((one) => [one['name'], one['value'], one['origin'], one['childrenWithValue'], one['children']]);
};

describe('a value that is not stored', () => {
  it('is the sum of those below, stored ones first', async () => {
    expect(await values('ACCOUNT', 'A1', ['revenue'])).toEqual([['revenue', '30.5', 'ROLLED_UP', 2, 2]]);
    expect(await values('ACCOUNT', 'A2', ['revenue'])).toEqual([['revenue', '100.0', 'STORED', null, null]]);
    expect(await values('CONTRACT', 'K1', ['revenue'])).toEqual([['revenue', '130.5', 'ROLLED_UP', 2, 2]]);
    expect(await values('COMPANY', 'C1', ['revenue'])).toEqual([['revenue', '1130.50', 'ROLLED_UP', 2, 2]]);
    expect(await values('INDUSTRY', 'I1', ['revenue'])).toEqual([['revenue', '1130.50', 'ROLLED_UP', 1, 2]]);
    expect(await values('COMPANY', 'C2', ['revenue'])).toEqual([]);
    expect(await values('INDUSTRY', 'I2', ['revenue', 'members'])).toEqual([]);
  });

  it('is the average by weight of all values below, whichever way they are grouped', async () => {
    // K1: (80 × 10 + 90 × 30) / 40; C1: (80 × 10 + 90 × 30 + 50 × 60) / 100. A4 weighs 5 and has no value.
    expect(await values('CONTRACT', 'K1', ['satisfaction'])).toEqual([['satisfaction', '87.5', 'ROLLED_UP', 2, 2]]);
    expect(await values('COMPANY', 'C1', ['satisfaction'])).toEqual([['satisfaction', '65', 'ROLLED_UP', 2, 2]]);
    expect(await values('INDUSTRY', 'I1', ['satisfaction'])).toEqual([['satisfaction', '65', 'ROLLED_UP', 1, 2]]);
  });

  it('is the plain average of all values below, not an average of averages', async () => {
    expect(await values('CONTRACT', 'K1', ['delay'])).toEqual([['delay', '1.5', 'ROLLED_UP', 2, 2]]);
    expect(await values('COMPANY', 'C1', ['delay'])).toEqual([['delay', '3', 'ROLLED_UP', 2, 2]]);
  });

  it('is the smallest, the greatest, or the one written last; missing values do not count', async () => {
    expect(await values('COMPANY', 'C1', ['first_claim', 'last_claim', 'tariff'])).toEqual([
      ['first_claim', '-3', 'ROLLED_UP', 1, 2],
      ['last_claim', '4', 'ROLLED_UP', 1, 2],
      ['tariff', '5', 'ROLLED_UP', 2, 2],
    ]);
    expect(await values('CONTRACT', 'K1', ['tariff'])).toEqual([['tariff', '7', 'ROLLED_UP', 2, 2]]);
    expect(await values('ACCOUNT', 'A3', ['first_claim'])).toEqual([['first_claim', null, 'STORED', null, null]]);
    expect(await values('CONTRACT', 'K2', ['first_claim'])).toEqual([]);
  });

  it('counts different things once, however many entities name them', async () => {
    expect(await values('ACCOUNT', 'A1', ['visitors'])).toEqual([['visitors', '2', 'ROLLED_UP', 0, 2]]);
    // Of A2 itself bob, of its customer P3 eve.
    expect(await values('ACCOUNT', 'A2', ['visitors'])).toEqual([['visitors', '2', 'ROLLED_UP', 1, 1]]);
    expect(await values('CONTRACT', 'K1', ['visitors'])).toEqual([['visitors', '3', 'ROLLED_UP', 2, 2]]);
    expect(await values('INDUSTRY', 'I1', ['visitors'])).toEqual([['visitors', '3', 'ROLLED_UP', 2, 2]]);
    expect(await values('CUSTOMER', 'P3', ['visitors'])).toEqual([['visitors', '1', 'ROLLED_UP', null, null]]);
  });

  it('is none where the metric is not additive', async () => {
    expect(await values('ACCOUNT', 'A1', ['score'])).toEqual([['score', '9', 'STORED', null, null]]);
    expect(await values('CONTRACT', 'K1', ['score'])).toEqual([]);
  });
});

describe('what is kept at a level that the definition does not name', () => {
  beforeAll(async () => {
    await addDefinitions(database, [
      { name: 'account_sum', entities: 'sum', levels: ['ACCOUNT'] },
      { name: 'customer_sum', entities: 'sum', levels: ['CUSTOMER'] },
      { name: 'account_guests', entities: 'distinct_count', base: 'guest', levels: ['ACCOUNT'] },
      { name: 'customer_guests', entities: 'distinct_count', base: 'guest', levels: ['CUSTOMER'] },
    ]);
    // As if imported before the definitions came to name the other level.
    const of = { id: 'P1', level: 'CUSTOMER', day } as const;
    await addValues(database, [
      { ...of, name: 'account_sum', value: '5' },
      { ...of, name: 'customer_sum', value: '6' },
      { ...of, level: 'CONTRACT', id: 'K3', name: 'account_sum', value: '7' },
    ]);
    await addItems(database, [{ ...of, base: 'guest', item: 'ann' }]);
  });

  it('is no value of it, whichever other metrics are asked for', async () => {
    const customerSum = ['customer_sum', '6', 'ROLLED_UP', 1, 2];
    expect(await values('CONTRACT', 'K1', ['account_sum'])).toEqual([]);
    expect(await values('CONTRACT', 'K1', ['account_sum', 'customer_sum'])).toEqual([customerSum]);
    expect(await values('CONTRACT', 'K3', ['account_sum'])).toEqual([]);
  });

  it('is not counted by it, whichever other metrics are asked for', async () => {
    const guests = ['customer_guests', '1', 'ROLLED_UP', 1, 2];
    expect(await values('CONTRACT', 'K1', ['account_guests'])).toEqual([]);
    expect(await values('CONTRACT', 'K1', ['account_guests', 'customer_guests'])).toEqual([guests]);
  });
});

describe('the parts of a statement', () => {
  it('give the values of all entities with their weights, to be put together further', async () => {
    const asked = {
      level: 'ACCOUNT',
      ids: null,
      app: 'default',
      names: ['satisfaction', 'delay'],
      dates: [day],
    } as const;
    const scope = openScope(database);
    const rows = await scope.db.query<{ text: string }>(sql`
      with ${list(weighedParts(scope, asked))}
      select concat_ws(' ', id, metric_name, value, rule, total, weight) as text from ${weighedPart('ACCOUNT')}
      where metric_name <> 'members' order by metric_name, id`);
    expect(rows.map(({ text }) => text)).toEqual([
      'A1 delay 1 average 1 1',
      'A2 delay 2 average 2 1',
      'A3 delay 6 average 6 1',
      'A1 satisfaction 80 weighted_average 800 10',
      'A2 satisfaction 90 weighted_average 2700 30',
      'A3 satisfaction 50 weighted_average 3000 60',
    ]);
  });
});

describe('a statement', () => {
  it('reads no customers where the metric is kept at accounts only', async () => {
    const plan = async (names: readonly string[]) => {
      const { statements } = await graph.ask(
        `query ($names: [String!]) { metrics(level: COMPANY, entityId: "C1", names: $names) { metrics { value } } }`,
        { names },
      );
      const { text = '', values: bound = [] } = statements.at(-1) ?? {};
      const rows = await database.client.unsafe(`explain (analyze, costs off, timing off) ${text}`, bound as string[]);
      return rows.map((row) => String(row['QUERY PLAN'])).find((line) => line.includes('on customers'));
    };
    expect(await plan(['members'])).toContain('never executed');
    expect(await plan(['revenue'])).not.toContain('never executed');
  });
});
