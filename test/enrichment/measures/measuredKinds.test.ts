import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { configWith, rollUp, run, valuesOf } from './events.js';
import { sql } from 'drizzle-orm';
import { measuredRows } from '../../../src/enrichment/families/measured/measuredRows.js';
import type { MeasuredAttribute, MeasureKind } from '../../../src/enrichment/measures/measured.js';
import { measuredAttribute } from '../../../src/enrichment/measures/measuredAttribute.js';
import { measuredKinds } from '../../../src/enrichment/measures/measuredKinds.js';
import { wordList } from '../../../src/words/vocabulary.js';

const activity = { source: 'activity' } as const;
const carts = { event_type: { is: 'cart' } };
const config = configWith([
  { ...activity, name: 'carts', kind: 'count', where: carts },
  { ...activity, name: 'carts_2d', kind: 'count', where: carts, window: '2d' },
  { ...activity, name: 'total', kind: 'sum', column: 'price', where: carts },
  { ...activity, name: 'least', kind: 'min', column: 'price', where: carts },
  { ...activity, name: 'greatest', kind: 'max', column: 'price', where: carts },
  { ...activity, name: 'mean', kind: 'average', column: 'price', where: carts },
  { ...activity, name: 'mean_amount', kind: 'average', column: 'amount' },
  { ...activity, name: 'pages', kind: 'distinct', column: 'page' },
  { ...activity, name: 'first_page', kind: 'first', column: 'page' },
  { ...activity, name: 'last_page', kind: 'last', column: 'page' },
  { ...activity, name: 'top_page', kind: 'most_frequent', column: 'page' },
  { ...activity, name: 'page_list', kind: 'unique_list', column: 'page' },
  { ...activity, name: 'last_price', kind: 'last', column: 'price', type: 'decimal' },
  { ...activity, name: 'last_flag', kind: 'last', column: 'flag', type: 'boolean' },
  { name: 'cart_rate', kind: 'ratio', of: 'carts', to: 'pages' },
  { name: 'rank_by_carts', kind: 'rank', of: 'carts' },
  { name: 'rank_by_total', kind: 'rank', of: 'total', among: 'pages', method: 'ntile', buckets: 4 },
]);

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }, { id: 'C' }]);
  await database.client`insert into facet.customer_identifiers ${database.client([
    { customer_id: 'A', system: 'client_id', value: 'browser of A', load_id: '0' },
  ])}`;
  await rollUp(database, config, [
    // Anonymous, but by a browser of A.
    { customer: '', session: 'browser of A', time: '2026-03-29T08:00:00Z', page: '/z' },
    { customer: '', session: 'browser of nobody', time: '2026-03-29T08:00:00Z', page: '/lost' },
    { customer: 'unknown', time: '2026-03-29T08:00:00Z', page: '/lost' },
    { time: '2026-03-30T10:00:00Z', page: '/b', price: '9' },
    { time: '2026-03-30T10:00:00.000001Z', page: '/a', flag: true },
    { time: '2026-03-30T10:00:01Z', page: '/b', type: 'cart', price: '10.10', amount: 2 },
    { time: '2026-03-31T10:00:00Z', page: '/a', type: 'cart', price: '-0.35', amount: 0.5, flag: false },
    { time: '2026-03-31T11:00:00Z', page: '', type: 'cart', price: 'free' },
    { time: '2026-03-31T12:00:00Z', page: null, type: 'cart', price: 'NaN' },
    { time: '2026-03-31T12:00:01Z', type: 'cart', price: '9'.repeat(101) },
    { time: '2026-03-31T12:00:02Z', type: 'cart', price: 'Infinity' },
    { customer: 'B', time: '2026-03-31T09:00:00Z', page: '/é' },
    { customer: 'B', time: '2026-04-01T09:00:00Z', page: '/tomorrow', type: 'cart', price: '1' },
  ]);
});
afterAll(() => database.drop());

const values = (...names: string[]) => valuesOf(database, config, names, ['2026-03-30', '2026-03-31']);

describe('numbers', () => {
  it('count, also within a window; nothing is zero', async () => {
    expect(await values('carts', 'carts_2d')).toEqual({
      'A 2026-03-30': ['1', '1'],
      'A 2026-03-31': ['6', '6'],
      'B 2026-03-30': ['0', '0'],
      'B 2026-03-31': ['0', '0'],
      'C 2026-03-30': ['0', '0'],
      'C 2026-03-31': ['0', '0'],
    });
  });

  it('sum, bound and average, leaving out texts that are none', async () => {
    expect(await values('total', 'least', 'greatest', 'mean', 'mean_amount')).toMatchObject({
      'A 2026-03-30': ['10.1', '10.1', '10.1', '10.1', '2'],
      'A 2026-03-31': ['9.75', '-0.35', '10.1', '4.875', '1.25'],
      'B 2026-03-31': ['0', null, null, null, null],
      'C 2026-03-31': ['0', null, null, null, null],
    });
  });
});

describe('texts', () => {
  it('distinct, first, last, most frequent and listed; empty ones are no values', async () => {
    expect(await values('pages', 'first_page', 'last_page', 'top_page', 'page_list')).toMatchObject({
      'A 2026-03-30': ['3', '/z', '/b', '/b', '/z, /b, /a'],
      // Two of each /a and /b.
      'A 2026-03-31': ['3', '/z', '/a', '/a', '/z, /b, /a'],
      'B 2026-03-30': ['0', null, null, null, null],
      'B 2026-03-31': ['1', '/é', '/é', '/é', '/é'],
      'C 2026-03-31': ['0', null, null, null, null],
    });
  });

  it('are the same beside attributes of other measures', async () => {
    expect(await values('carts', 'top_page', 'total', 'first_page', 'page_list', 'last_page')).toMatchObject({
      'A 2026-03-31': ['6', '/a', '9.75', '/z', '/z, /b, /a', '/a'],
      'C 2026-03-31': ['0', null, '0', null, null, null],
    });
  });

  it('are read as another type where it is asked for, and are null where they are none', async () => {
    expect(await values('last_price', 'last_flag')).toMatchObject({
      'A 2026-03-30': ['10.1', 'true'],
      'A 2026-03-31': [null, 'false'],
      'B 2026-03-31': [null, null],
    });
  });
});

describe('derived attributes', () => {
  it('divide, with nothing as zero above and null below', async () => {
    const found = await values('cart_rate');
    expect(Number(found['A 2026-03-31']?.[0])).toBe(2);
    expect(found['A 2026-03-30']).toEqual(['0.3333333333']);
    expect(found).toMatchObject({ 'B 2026-03-30': [null], 'C 2026-03-31': [null] });
    expect(Number(found['B 2026-03-31']?.[0] ?? Number.NaN)).toBe(0);
  });

  it('rank those who have a value, or those who have another', async () => {
    expect(await values('rank_by_carts', 'rank_by_total')).toEqual({
      'A 2026-03-30': ['100', '4'],
      'A 2026-03-31': ['100', '4'],
      'B 2026-03-30': [null, null],
      'B 2026-03-31': [null, '1'],
      'C 2026-03-30': [null, null],
      'C 2026-03-31': [null, null],
    });
  });
});

it('kinds know nothing of a customer of whom only something else is measured', async () => {
  const kinds = wordList(measuredKinds);
  const measured = (name: MeasureKind): MeasuredAttribute =>
    measuredAttribute(
      { name, alias: name, description: 'For a test.', category: 'Test', piiClass: 'NONE' },
      { kind: name, source: 'activity', column: 'page' },
    );
  const others = sql`select 'A' as customer, date '2026-03-31' as as_of, date '2026-03-31' as day, 'other' as measure, '/a' as value,
    1 as events, 1::numeric as total, 1::numeric as least, 1::numeric as greatest, now() as first_at, now() as last_at`;
  const [row] = await run<Record<string, unknown>>(database, measuredRows(kinds.map(measured), others));
  expect(row).toMatchObject(Object.fromEntries(kinds.map((kind) => [kind, null])));
});

it('attributes of one column and condition share a measure, and a value is kept once per day', async () => {
  const rows = await run(database, sql`select count(distinct measure)::int as measures from facet.activity_measures`);
  // Carts; prices of carts; amounts; pages; prices and flags as texts; the built-in ones need none.
  expect(rows).toEqual([{ measures: 6 }]);
});
