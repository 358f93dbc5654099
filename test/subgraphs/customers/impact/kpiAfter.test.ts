import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addTargetings } from '../../../support/sample.js';
import { fillImpact } from './impactSample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await fillImpact(database);
  await addTargetings(
    database,
    [1, 2, 3, 4, 5].map((day) => ({ customer: 'A', day: `2026-03-0${day}`, plan: 'P', action: 2 })),
  );
  await addTargetings(database, [{ customer: 'A', day: '9999-12-31', plan: 'P', action: 2 }]);
  graph = await openGraph(database, '2026-03-06');
});
afterAll(() => database?.drop());

const ask = async (executionDate: unknown, below: string, key: Record<string, unknown> = {}) => {
  const { data, errors } = await graph.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on CampaignTargeting {
      customerId executionDate planId ${below} } } }`,
    { representations: [{ __typename: 'CampaignTargeting', customerId: ' A ', planId: 'P', executionDate, ...key }] },
  );
  return { errors, targeting: (data?.['_entities'] as Record<string, unknown>[] | undefined)?.[0] };
};

const after = async (executionDate: string, days: number, kpis: readonly string[]) => {
  const names = kpis.map((name) => JSON.stringify(name)).join(', ');
  const { errors, targeting } = await ask(
    executionDate,
    `kpiAfter(days: ${days}, kpis: [${names}]) { name unit before after change }`,
  );
  expect(errors).toEqual([]);
  return targeting?.['kpiAfter'];
};

type Expected = readonly [
  name: string,
  unit: string | null,
  before: string | null,
  after: string | null,
  change: string | null,
];
const rows = (...all: Expected[]) =>
  all.map(([name, unit, before, later, change]) => ({ name, unit, before, after: later, change }));

describe('kpiAfter', () => {
  it('is the exact difference of numbers, in the order asked', async () => {
    expect(await after('2026-03-01', 2, ['BIG', 'sales_1m', 'SALES', 'ORDERS', 'SCORE'])).toEqual(
      rows(
        ['BIG', null, '-999999999999999.9998', '999999999999999.9998', '1999999999999999.9996'],
        ['SALES_1M', 'EUR', '0.1', '0.3', '0.2'],
        ['SALES', 'EUR', '10.1', '20.35', '10.25'],
        ['ORDERS', 'count', '5', '7', '2'],
        ['SCORE', null, '0.5', '0.75', '0.25'],
      ),
    );
    expect(await after('2026-03-03', 2, ['SALES_1M', 'ORDERS', 'ORDERS_1M'])).toEqual(
      rows(
        ['SALES_1M', 'EUR', '0.3', '-1.25', '-1.55'],
        ['ORDERS', 'count', '7', '7', '0'],
        ['ORDERS_1M', 'count', '2', '0', '-2'],
      ),
    );
  });

  it('has no change of what is no number, or where a value or a snapshot is missing', async () => {
    expect(await after('2026-03-01', 2, ['TIER', 'SEEN'])).toEqual(
      rows(['TIER', null, 'x', 'y', null], ['SEEN', null, '2026-03-01T10:00:00Z', '2026-03-03T11:00:00Z', null]),
    );
    expect(await after('2026-03-03', 2, ['SALES', 'TIER'])).toEqual(
      rows(['SALES', 'EUR', '20.35', null, null], ['TIER', null, 'y', null, null]),
    );
    // The 2nd has no snapshot of A, the 4th is not complete, and after the 5th there is none.
    expect(await after('2026-03-01', 1, ['SALES'])).toEqual(rows(['SALES', 'EUR', '10.1', null, null]));
    expect(await after('2026-03-03', 1, ['SALES'])).toEqual(rows(['SALES', 'EUR', '20.35', null, null]));
    expect(await after('2026-03-04', 1, ['ORDERS'])).toEqual(rows(['ORDERS', 'count', null, '7', null]));
    expect(await after('2026-03-05', 400, ['ORDERS'])).toEqual(rows(['ORDERS', 'count', '7', null, null]));
    expect(await after('9999-12-31', 1, ['ORDERS'])).toEqual(rows(['ORDERS', 'count', null, null, null]));
  });

  it('reads names by what they meant on each day, and calls them by their aliases, slots by their own names', async () => {
    expect(await after('2026-03-01', 2, ['OLD', 'FRESH', 'field6', 'MEMBER'])).toEqual(
      rows(
        ['OLD', null, '7', null, null],
        ['FRESH', 'points', null, '8', null],
        ['FIELD6', 'points', '7', '8', null],
        ['LOYAL', null, 'yes', 'yes', null],
      ),
    );
  });

  it('has no change where the name means something else on the one day than on the other', async () => {
    expect(await after('2026-03-01', 2, ['twice'])).toEqual(rows(['TWICE', null, '1', '5', null]));
    expect(await after('2026-03-03', 2, ['twice', 'FIELD6'])).toEqual(
      rows(['TWICE', null, '5', '5', '0'], ['FIELD6', 'points', '8', '9', '1']),
    );
  });

  it.each([
    ['days: 0, kpis: ["SALES"]', 'BAD_USER_INPUT', '"days" is 0, and must be from 1 to 400'],
    ['days: 401, kpis: ["SALES"]', 'BAD_USER_INPUT', '"days" is 401'],
    ['days: -1, kpis: ["SALES"]', 'BAD_USER_INPUT', '"days" is -1'],
    ['days: 1, kpis: []', 'BAD_USER_INPUT', '"kpis" is empty'],
    ['days: 1, kpis: ["SALS"]', 'UNKNOWN_ATTRIBUTE', 'There is no attribute "SALS". Did you mean "SALES"'],
    [`days: 1, kpis: [${'"SALES" '.repeat(51)}]`, 'TOO_MANY_ENTRIES', '"kpis" has 51 entries, and 50 are the most.'],
  ])('refuses %s', async (given, code, message) => {
    const { errors } = await ask('2026-03-01', `kpiAfter(${given}) { name }`);
    expect(errors[0]).toMatchObject({ code, message: expect.stringContaining(message) });
  });
});

describe('profileOnExecutionDate', () => {
  it('is the complete snapshot of that very day, else null', async () => {
    const on = async (day: number) =>
      (await ask(`2026-03-0${day}`, 'profileOnExecutionDate { date fields { sales1m } }')).targeting;
    const key = { customerId: 'A', planId: 'P' };
    expect(await on(1)).toEqual({
      ...key,
      executionDate: '2026-03-01',
      profileOnExecutionDate: { date: '2026-03-01', fields: { sales1m: '0.1' } },
    });
    expect(await on(2)).toEqual({ ...key, executionDate: '2026-03-02', profileOnExecutionDate: null });
    expect(await on(4)).toEqual({ ...key, executionDate: '2026-03-04', profileOnExecutionDate: null });
  });

  it.each([
    [{ executionDate: '2026-02-30' }, '"executionDate" is "2026-02-30", which is not a day'],
    [{ executionDate: null }, 'must have "executionDate" as text'],
    [{ customerId: 'A\0' }, '"customerId" holds a NUL'],
    [{ planId: '\ud800' }, '"planId" holds a NUL or half a character'],
  ])('refuses a key such as %j', async (key, message) => {
    const { errors } = await ask('2026-03-01', 'profileOnExecutionDate { date }', key);
    expect(errors[0]?.message).toContain(message);
  });
});
