import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDefinitions, addItems, addTree, addValues } from '../../levels/sampleLevels.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { askSegments, type SegmentAsking } from '../support/askSegments.js';

let database: TestDatabase;
let asking: SegmentAsking;

const value = (
  id: string,
  name: string,
  day: string,
  given: string | null,
  level = 'ACCOUNT' as 'ACCOUNT' | 'CUSTOMER',
) => ({
  level,
  id,
  name,
  day,
  value: given,
});

beforeAll(async () => {
  database = await cloneDatabase();
  await addTree(database, {
    industries: ['I'],
    companies: [['Z', 'I']],
    contracts: [['K1', 'Z'], 'K2'],
    accounts: [
      ['X', 'K1'],
      ['Y', 'K1'],
      ['W', 'K2'],
    ],
    customers: [['A', 'X'], ['B', 'X'], ['C', 'Y'], 'D', ['E', 'W']],
  });
  await addDefinitions(database, [
    { name: 'revenue', entities: 'sum' },
    { name: 'score', entities: 'average', levels: ['CUSTOMER'] },
    { name: 'note', levels: ['COMPANY'] },
    { name: 'visitors', entities: 'distinct_count', base: 'visitor' },
  ]);
  await addValues(database, [
    value('X', 'revenue', '2026-01-01', '100'),
    value('X', 'revenue', '2026-02-01', '300.00'),
    value('Y', 'revenue', '2026-02-01', '50'),
    value('Y', 'revenue', '2026-03-01', null),
    // Not yet known on 2 March.
    value('W', 'revenue', '2026-04-01', '900'),
    { ...value('X', 'revenue', '2026-02-01', '7'), app: 'other' },
    value('A', 'score', '2026-01-01', '4', 'CUSTOMER'),
    value('B', 'score', '2026-01-01', '8', 'CUSTOMER'),
    value('C', 'score', '2026-02-01', '6', 'CUSTOMER'),
    { level: 'COMPANY', id: 'Z', name: 'note', day: '2025-01-01', value: '1' },
  ]);
  const items = [
    ['A', 'p'],
    ['A', 'q'],
    ['B', 'q'],
    ['C', 'q'],
  ] as const;
  await addItems(
    database,
    items.map(([id, item]) => ({ level: 'CUSTOMER', id, base: 'visitor', day: '2026-01-01', item })),
  );
  asking = await askSegments(database, {
    scope: {
      apps: [
        { name: 'default', timeZone: 'UTC', isDefault: true },
        { name: 'other', timeZone: 'UTC', isDefault: false },
      ],
    },
  });
});
afterAll(() => database?.drop());

describe('the newest value on or before the day', () => {
  it.each([
    ['ACCOUNT', 'revenue', { gt: 100 }, {}, 'AB'],
    ['ACCOUNT', 'revenue', { is: 300 }, {}, 'AB'],
    ['ACCOUNT', 'revenue', { isNull: false }, {}, 'AB'],
    // Of Y it is known to be missing, D has no account, and W none until then.
    ['ACCOUNT', 'revenue', { isNull: true }, {}, 'CDE'],
    ['ACCOUNT', 'revenue', { isNot: 300 }, {}, ''],
    ['ACCOUNT', 'revenue', { lt: 100 }, { effective: '2026-02-15' }, 'C'],
    ['ACCOUNT', 'revenue', { between: { from: 49, to: 300 } }, { effective: '2 weeks ago' }, 'C'],
    ['ACCOUNT', 'revenue', { notBetween: { from: 49, to: 300 } }, { effective: '2 weeks ago' }, 'AB'],
    ['ACCOUNT', 'revenue', { lte: 100 }, { effective: '2026-01-31' }, 'AB'],
    ['ACCOUNT', 'revenue', { gt: 0 }, { effective: '2025-12-31' }, ''],
    ['ACCOUNT', 'revenue', { is: 900 }, { effective: 'in 30 days' }, 'E'],
    ['ACCOUNT', 'revenue', { is: 7 }, { app: 'other' }, 'AB'],
    ['CONTRACT', 'revenue', { is: 350 }, {}, 'ABC'],
    ['CONTRACT', 'revenue', { is: 100 }, { effective: '2026-01-01' }, 'ABC'],
    ['CONTRACT', 'revenue', { isNull: true }, {}, 'DE'],
    ['COMPANY', 'revenue', { gte: 350, lt: 351 }, {}, 'ABC'],
    ['INDUSTRY', 'revenue', { in: [1, '350.0'] }, {}, 'ABC'],
    ['CUSTOMER', 'revenue', { isNull: true }, {}, 'ABCDE'],
    ['CUSTOMER', 'score', { gte: 6 }, {}, 'BC'],
    ['CUSTOMER', 'score', { isNull: true, is: 6 }, {}, ''],
    ['ACCOUNT', 'score', { is: 6 }, {}, 'ABC'],
    ['ACCOUNT', 'score', { is: 6 }, { effective: '2026-01-31' }, 'AB'],
    ['COMPANY', 'note', { is: 1 }, {}, 'ABC'],
    ['ACCOUNT', 'visitors', { is: 2 }, {}, 'AB'],
    ['CONTRACT', 'visitors', { is: 2 }, {}, 'ABC'],
    ['CUSTOMER', 'visitors', { is: 1 }, {}, 'BC'],
  ])('%s %s %j %j', async (level, name, number, others, expected) => {
    expect((await asking.fits({ metric: { level, name, ...others, number } })).join('')).toBe(expected);
  });
});

it('of a past day is not of a later one, whichever is asked for', async () => {
  const past = await askSegments(database, { asOf: '2026-02-10', profileDay: null });
  const revenue = (number: object, effective: string) => ({
    metric: { level: 'ACCOUNT', name: 'revenue', number, effective },
  });
  expect(await asking.fits(revenue({ is: 900 }, '2026-04-30'))).toEqual(['E']);
  expect(await past.fits(revenue({ is: 900 }, '2026-04-30'))).toEqual([]);
  expect(await past.fits(revenue({ lte: 100 }, '2026-04-30'))).toEqual(
    await past.fits(revenue({ lte: 100 }, '2026-02-10')),
  );
  expect(await past.fits(revenue({ lte: 100 }, '2026-01-31'))).toEqual(['A', 'B']);
});

it.each([
  [
    { name: 'revenu' },
    '"include.groups[0].conditions[0].metric.name" is "revenu", and there is no such metric. Did you mean "revenue"?',
    'UNKNOWN_METRIC',
  ],
  [
    { name: 'note' },
    '"include.groups[0].conditions[0].metric.level" is ACCOUNT, and "note" has values at COMPANY alone.',
    'BAD_USER_INPUT',
  ],
  [
    { name: 'revenue', app: 'othre' },
    '"include.groups[0].conditions[0].metric.app": There is no application "othre", only default, other. Did you mean "other"?',
    'UNKNOWN_APP',
  ],
])('refuses %j with the place', async (of, message, code) => {
  const asked = asking.fits({ metric: { level: 'ACCOUNT', number: { gt: 0 }, ...of } });
  await expect(asked).rejects.toMatchObject({ message, code });
});
