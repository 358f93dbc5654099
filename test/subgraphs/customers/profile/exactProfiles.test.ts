import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../../../src/catalogue/changeCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addTargetings } from '../../../support/sample.js';
import { addSnapshots } from '../impact/impactSample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;
const attributes = Array.from({ length: 201 }, (_, n) => `NUMBER_${n + 1}`);
const customers = Array.from({ length: 1000 }, (_, n) => `C${n}`);
const day = '2026-03-01';

beforeAll(async () => {
  database = await cloneDatabase();
  await changeCatalogue(
    database.client,
    () =>
      attributes.map((alias, n) => ({
        kind: 'add' as const,
        alias,
        slot: `FIELD${n + 1}`,
        dataType: 'decimal' as const,
        description: 'A value.',
      })),
    { today: '2026-03-06' },
  );
  await addTargetings(
    database,
    customers.map((customer) => ({ customer, day, plan: 'P', action: 2 })),
  );
  await addSnapshots(database, [
    ['C7', day, { field1: 1, field101: 10 }],
    ['C7', '2026-03-03', { field1: 2, field101: 30 }],
  ]);
  graph = await openGraph(database, '2026-03-06');
});
afterAll(() => database?.drop());

const ask = (profileNames: number, kpis: number) =>
  graph.ask(
    `query ($representations: [_Any!]!, $names: [String!]!, $kpis: [String!]!) {
      _entities(representations: $representations) { ... on CampaignTargeting {
        profileOnExecutionDate { attributes(names: $names) { value } } kpiAfter(days: 2, kpis: $kpis) { change } } } }`,
    {
      representations: customers.map((customerId) => ({
        __typename: 'CampaignTargeting',
        customerId,
        executionDate: day,
        planId: 'P',
      })),
      names: attributes.slice(0, profileNames),
      kpis: attributes.slice(100, 100 + kpis),
    },
  );

const found = (data: Record<string, unknown>) => {
  const { profileOnExecutionDate, kpiAfter } =
    (data['_entities'] as Record<string, { attributes?: unknown[] }>[])[7] ?? {};
  return [profileOnExecutionDate?.attributes?.[0], (kpiAfter as unknown as unknown[])[0]];
};
const readsOf = ({ statements }: Awaited<ReturnType<typeof ask>>) =>
  statements.filter(({ text }) => text.includes('customer_profiles')).length;

it('are read by one statement where that is not too much for one', async () => {
  const answer = await ask(50, 50);
  expect(answer.errors).toEqual([]);
  expect(readsOf(answer)).toBe(1);
  expect(found(answer.data)).toEqual([{ value: '1' }, { change: '20' }]);
});

it('are read by one for each selection where one for all would be too much', async () => {
  // 2,000 snapshots of 140 attributes are more than 200,000 values; 1,000 of 100 and 2,000 of 40 are not.
  const answer = await ask(100, 40);
  expect(answer.errors).toEqual([]);
  expect(readsOf(answer)).toBe(2);
  expect(found(answer.data)).toEqual([{ value: '1' }, { change: '20' }]);
});

it('are refused where one selection alone is too much', async () => {
  const answer = await ask(201, 40);
  expect(answer.errors[0]).toMatchObject({
    code: 'TOO_MANY_VALUES',
    message: expect.stringContaining('up to 201000 values (snapshots: 1000, attributes: 201)'),
  });
});
