import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { inWindows } from '../../../src/enrichment/measures/window.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { configWith, rollUp, run, valuesOf } from './events.js';

const windows = ['1d', '30d', '2w', '1m', '12m', '1y', 'this_month', 'last_month', 'last_3_months'];
const attributes = [undefined, ...windows].map((window) => ({
  name: `n_${window ?? 'ever'}`,
  kind: 'count',
  source: 'activity',
  ...(window === undefined ? {} : { window }),
}));
const config = configWith(attributes);

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A' }]);
});
afterAll(() => database.drop());

/** Whether an event at noon of a day lies in a window as of another day. */
async function sees(window: string, day: string, asOf: string): Promise<boolean> {
  await rollUp(database, config, [{ time: `${day}T12:00:00Z` }]);
  const found = await valuesOf(database, config, [`n_${window}`], [asOf]);
  return found[`A ${asOf}`]?.[0] === '1';
}

describe('a window', () => {
  it.each([
    // The day itself, and nothing after it.
    ['1d', '2026-03-31', '2026-03-31', true],
    ['1d', '2026-03-30', '2026-03-31', false],
    ['ever', '2026-04-01', '2026-03-31', false],
    ['ever', '1999-01-01', '2026-03-31', true],
    // (D − 30, D]
    ['30d', '2026-03-02', '2026-03-31', true],
    ['30d', '2026-03-01', '2026-03-31', false],
    ['2w', '2026-03-18', '2026-03-31', true],
    ['2w', '2026-03-17', '2026-03-31', false],
    // A month before 31 March is 28 February.
    ['1m', '2026-03-01', '2026-03-31', true],
    ['1m', '2026-02-28', '2026-03-31', false],
    ['1m', '2026-02-28', '2026-03-27', true],
    // In a leap year it is the 29th.
    ['1m', '2028-03-01', '2028-03-31', true],
    ['1m', '2028-02-29', '2028-03-31', false],
    ['1m', '2028-02-29', '2028-03-28', true],
    // A year before a leap day is 28 February.
    ['1y', '2027-03-01', '2028-02-29', true],
    ['1y', '2027-02-28', '2028-02-29', false],
    ['12m', '2027-02-28', '2028-02-29', false],
    // Whole months of the calendar: that of the day, and those before it.
    ['this_month', '2026-03-01', '2026-03-31', true],
    ['this_month', '2026-02-28', '2026-03-31', false],
    ['this_month', '2026-03-31', '2026-03-31', true],
    ['last_month', '2026-02-28', '2026-03-01', true],
    ['last_month', '2026-02-01', '2026-03-31', true],
    ['last_month', '2026-01-31', '2026-03-31', false],
    ['last_month', '2026-03-01', '2026-03-31', false],
    ['last_month', '2028-02-29', '2028-03-01', true],
    ['last_3_months', '2025-12-01', '2026-03-31', true],
    ['last_3_months', '2025-11-30', '2026-03-31', false],
    ['last_3_months', '2026-03-01', '2026-03-31', false],
  ])('of %s sees %s as of %s: %s', async (window, day, asOf, expected) => {
    expect(await sees(window, day, asOf)).toBe(expected);
  });

  it('goes by local days, also where the clock changes', async () => {
    const paris = configWith(attributes, 'Europe/Paris');
    // 29 March 2026 has 23 hours in Paris: from 23:00 UTC of the 28th to 22:00 UTC of the 29th.
    await rollUp(database, paris, [
      { time: '2026-03-28T22:59:59Z' },
      { time: '2026-03-28T23:00:00Z' },
      { time: '2026-03-29T21:59:59Z' },
      { time: '2026-03-29T22:00:00Z' },
    ]);
    const days = ['2026-03-28', '2026-03-29', '2026-03-30'];
    expect(await valuesOf(database, paris, ['n_1d', 'n_ever'], days)).toEqual({
      'A 2026-03-28': ['1', '1'],
      'A 2026-03-29': ['2', '3'],
      'A 2026-03-30': ['1', '4'],
    });
  });
});

it('the roll-up is read as far back as the longest window of a measure reaches', async () => {
  const within = inWindows(['30d', '1m', '30d'], sql`d`, sql`date '2026-03-31'`);
  const days = sql`generate_series(date '2026-02-20', date '2026-03-10', '1 day')`;
  const seen = sql`select min(d)::date::text as first from ${days} as s (d) where ${within}`;
  expect(await run(database, seen)).toEqual([{ first: '2026-03-01' }]);
  expect(inWindows(['30d', undefined], sql`d`, sql`d`)).toBeUndefined();
  expect(() => inWindows(['30'], sql`d`, sql`d`)).toThrow(RangeError);
});

it('attributes of one measure with other windows keep to their own', async () => {
  await rollUp(database, config, [
    { time: '2026-03-31T12:00:00Z' },
    { time: '2026-03-20T12:00:00Z' },
    { time: '2026-01-01T12:00:00Z' },
    { time: '2025-03-31T12:00:00Z' },
  ]);
  const names = attributes.map(({ name }) => name);
  expect(await valuesOf(database, config, names, ['2026-03-31'])).toEqual({
    // The last three: two in March, none in February, and one from December to February.
    'A 2026-03-31': ['4', '1', '2', '2', '2', '3', '3', '2', '0', '1'],
  });
});
