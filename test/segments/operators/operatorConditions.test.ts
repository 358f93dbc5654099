import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPeople } from '../../population/people.js';
import type { TestDatabase } from '../../support/database.js';
import { askSegments, type SegmentAsking } from '../support/askSegments.js';

// Who they are is told by the table in people.ts; here some of them have a company too.
const companies = { A: ' \t\u00a0', B: 'x ', C: '', E: '\u2003', F: '.' };

let database: TestDatabase;
let asking: SegmentAsking;
let inNewYork: SegmentAsking;

beforeAll(async () => {
  database = await openPeople();
  for (const [id, company] of Object.entries(companies))
    await database.client`update facet.customers set company = ${company} where customer_id = ${id}`;
  asking = await askSegments(database);
  inNewYork = await askSegments(database, { scope: { timeZone: 'America/New_York' } });
});
afterAll(() => database?.drop());

type Case = readonly [operators: Readonly<Record<string, unknown>>, expected: string];

/** Asks one thing by each of some operators, and says who fits: `AB`. */
const asks = (of: (operators: unknown) => unknown, cases: readonly Case[]): void =>
  it.each(cases.map(([operators, expected]) => [JSON.stringify(operators), operators, expected] as const))(
    '%s',
    async (_, operators, expected) => {
      expect((await asking.fits(of(operators))).join('')).toBe(expected);
    },
  );

describe('texts: A Lyon, B LYON, C "", D null, E Évry, F évry, G Nice', () =>
  asks(
    (text) => ({ column: { name: 'city', text } }),
    [
      [{ is: 'Lyon' }, 'A'],
      [{ is: '' }, 'C'],
      [{ isNot: 'Lyon' }, 'BCEFG'],
      [{ in: ['Lyon', 'Nice', 'Paris'] }, 'AG'],
      [{ notIn: ['Lyon', 'Nice'] }, 'BCEF'],
      [{ contains: 'YON' }, 'AB'],
      [{ contains: 'evr' }, 'EF'],
      [{ contains: '' }, 'ABCEFG'],
      [{ notContains: 'yon' }, 'CEFG'],
      [{ notContains: '' }, ''],
      [{ startsWith: 'ly' }, 'AB'],
      [{ endsWith: 'RY' }, 'EF'],
      [{ isNull: true }, 'D'],
      [{ isNull: false }, 'ABCEFG'],
      [{ isEmpty: true }, 'CD'],
      [{ isEmpty: false }, 'ABEFG'],
      [{ contains: 'y', isNot: 'Lyon' }, 'BEF'],
    ],
  ));

describe('texts of white space: A " \\t nbsp", B "x ", C "", E em space, F ".", others null', () =>
  asks(
    (text) => ({ column: { name: 'company', text } }),
    [
      [{ isEmpty: true }, 'ACDG'],
      [{ isEmpty: false }, 'BEF'],
      [{ isNull: true }, 'DG'],
    ],
  ));

describe('signs of patterns: A plain, B 100%, C a_b, E back\\slash, F it\'s "so"; drop', () =>
  asks(
    (text) => ({ attribute: { name: 'LABEL', text } }),
    [
      [{ contains: '%' }, 'B'],
      [{ notContains: '%' }, 'ACEF'],
      [{ contains: '_' }, 'C'],
      [{ notContains: '\\' }, 'ABCF'],
      [{ is: `it's "so"; drop` }, 'F'],
      [{ isEmpty: true }, 'DG'],
    ],
  ));

describe('keys, by their bytes', () =>
  asks(
    (text) => ({ column: { name: 'id', text } }),
    [
      [{ gt: 'E' }, 'FG'],
      [{ gte: 'E' }, 'EFG'],
      [{ lt: 'B' }, 'A'],
      [{ lte: 'B' }, 'AB'],
      [{ between: { from: 'A', to: 'D' } }, 'BC'],
      [{ between: { from: 'D', to: 'A' } }, ''],
      [{ notBetween: { from: 'B', to: 'D' } }, 'ABDEFG'],
      [{ notBetween: { from: 'D', to: 'B' } }, 'ABCDEFG'],
    ],
  ));

describe('numbers: A 1.5, B -2.25, C 0, D null, E 1.50, F 9.9999, G without a snapshot', () =>
  asks(
    (number) => ({ attribute: { name: 'AMOUNT', number } }),
    [
      [{ is: 1.5 }, 'AE'],
      [{ is: '1.500' }, 'AE'],
      [{ isNot: 0 }, 'ABEF'],
      [{ in: [0, '9.9999'] }, 'CF'],
      [{ notIn: [0, -2.25] }, 'AEF'],
      [{ gt: 0 }, 'AEF'],
      [{ gte: 0 }, 'ACEF'],
      [{ lt: 1.5 }, 'BC'],
      [{ lte: 1.5 }, 'ABCE'],
      [{ between: { from: 0, to: '9.9999' } }, 'AE'],
      [{ between: { from: -2.25, to: 1.5 } }, 'C'],
      [{ between: { from: 0, to: 0 } }, ''],
      [{ notBetween: { from: 0, to: 1.5 } }, 'ABCEF'],
      [{ notBetween: { from: -3, to: 9.9999 } }, 'F'],
      [{ isNull: true }, 'DG'],
      [{ isNull: false }, 'ABCEF'],
      [{ gt: 0, lt: 2 }, 'AE'],
    ],
  ));

describe('whole numbers: A 1, B 2, C 2.5 that is read as 3, E 3, F 100', () =>
  asks(
    (number) => ({ attribute: { name: 'visits', number } }),
    [
      [{ is: 3 }, 'CE'],
      [{ between: { from: 1, to: 3 } }, 'B'],
    ],
  ));

describe('days on 2026-03-02: A 2026-01-01, B 2026-01-31, C and E 2026-02-01, F 2026-03-01', () =>
  asks(
    (date) => ({ attribute: { name: 'DAY', date } }),
    [
      [{ is: '30 days ago' }, 'B'],
      [{ isNot: '30 days ago' }, 'ACEF'],
      [{ gt: '30 days ago' }, 'CEF'],
      [{ gte: '30 days ago' }, 'BCEF'],
      [{ lt: '1 month ago' }, 'ABCE'],
      [{ lte: '2026-01-31' }, 'AB'],
      [{ is: 'yesterday' }, 'F'],
      [{ lt: 'today' }, 'ABCEF'],
      [{ gt: 'yesterday' }, ''],
      [{ in: ['yesterday', '2026-01-01'] }, 'AF'],
      [{ notIn: ['yesterday', '2026-01-01'] }, 'BCE'],
      [{ between: { from: '2026-01-01', to: '2026-02-01' } }, 'B'],
      [{ between: { from: '30 days ago', to: 'today' } }, 'CEF'],
      [{ notBetween: { from: '2026-01-01', to: '2026-02-01' } }, 'ACEF'],
      [{ isNull: true }, 'DG'],
      [{ isNull: false }, 'ABCEF'],
    ],
  ));

describe('instants: A, B, C, E and F in the first microseconds of 2026-01-01 in UTC, D and G null', () =>
  asks(
    (dateTime) => ({ column: { name: 'createdAt', dateTime } }),
    [
      [{ is: '2026-01-01' }, 'ABCEF'],
      [{ is: '60 days ago' }, 'ABCEF'],
      [{ isNot: '2026-01-01' }, ''],
      [{ isNot: '2026-01-02' }, 'ABCEF'],
      [{ gt: '2025-12-31' }, 'ABCEF'],
      [{ gt: '2026-01-01' }, ''],
      [{ gte: '2026-01-01' }, 'ABCEF'],
      [{ lt: '2026-01-01' }, ''],
      [{ lte: '2026-01-01' }, 'ABCEF'],
      [{ lte: '2025-12-31' }, ''],
      [{ between: { from: '2025-12-31', to: '2026-01-02' } }, 'ABCEF'],
      [{ between: { from: '2026-01-01', to: '2026-01-02' } }, ''],
      [{ notBetween: { from: '2026-01-01', to: '2026-01-02' } }, 'ABCEF'],
      [{ notBetween: { from: '2025-12-31', to: '2026-01-02' } }, ''],
      [{ is: '2026-01-01T00:00:00.000001Z' }, 'A'],
      [{ isNot: '2026-01-01T01:00:00+01:00' }, 'ABC'],
      [{ gt: '2026-01-01T00:00:00.000001Z' }, 'BC'],
      [{ between: { from: '2026-01-01T00:00:00Z', to: '2026-01-01T00:00:00.000003Z' } }, 'AB'],
      [{ between: { from: '2026-01-01T00:00:00Z', to: '2026-01-02' } }, 'ABC'],
      [{ isNull: true }, 'DG'],
    ],
  ));

describe('true and false: A true, B no, C null, E Yes, F maybe', () =>
  asks(
    (flag) => ({ attribute: { name: 'MEMBER', flag } }),
    [
      [{ is: true }, 'AE'],
      [{ is: false }, 'BF'],
      [{ isNot: true }, 'BF'],
      [{ isNull: true }, 'CDG'],
      [{ isNull: false }, 'ABEF'],
    ],
  ));

it('a day is one of the zone', async () => {
  const on = (day: string) => inNewYork.fits({ column: { name: 'createdAt', dateTime: { is: day } } });
  expect(await on('2025-12-31')).toEqual(['A', 'B', 'C', 'E', 'F']);
  expect(await on('2026-01-01')).toEqual([]);
});

it('days are counted from the day that is asked for', async () => {
  const asOf = await askSegments(database, { asOf: '2026-02-02' });
  expect(await asOf.fits({ attribute: { name: 'DAY', date: { is: 'yesterday' } } })).toEqual(['C', 'E']);
});

it('today is the day of the zone', async () => {
  // Five hours behind, it is still 1 March there.
  const now = new Date('2026-03-02T03:00:00Z');
  const [utc, there] = [
    await askSegments(database, { scope: { now } }),
    await askSegments(database, { scope: { now, timeZone: 'America/New_York' } }),
  ];
  const today = { attribute: { name: 'DAY', date: { is: 'today' } } };
  expect(await utc.fits(today)).toEqual([]);
  expect(await there.fits(today)).toEqual(['F']);
});
