import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enrichmentKeys } from '../../../../src/config/enrichmentKeys.js';
import { cloneWithSlots } from '../../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../../support/database.js';
import { createOwnTables, enrich, resultRows, type EnrichKeys } from '../../../support/enrich.js';

const columns = ['td_avg_visit_monthly_trend', 'td_avg_visit_monthly_trend_direction', 'activity_count'];

/** Visits of one event each in a month: two a day from the first on. */
const month = (key: string, name: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    key,
    time: `${name}-${String(1 + Math.floor(index / 2)).padStart(2, '0')}T${index % 2 === 0 ? '06' : '12'}:00:00Z`,
  }));

const months = (key: string, counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).flatMap(([name, count]) => month(key, name, count));

const times = (key: string, ...instants: string[]) => instants.map((time) => ({ key, time }));

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneWithSlots();
  await createOwnTables(
    database,
    [
      // The worked examples of section 1.5.
      ...months('rising', { '2026-04': 10, '2026-05': 20, '2026-06': 16 }),
      ...months('steady', { '2026-03': 30, '2026-04': 30, '2026-05': 30, '2026-06': 14 }),
      ...months('lapsed', { '2026-01': 5, '2026-02': 9 }),
      ...months('new', { '2026-06': 12 }),
      ...months('gone', { '2025-07': 1 }),
      // The ratio is that of the second number to the first.
      ...[2, 3, 8, 9, 11, 12, 17, 18].flatMap((n) => months(`10 to ${n}`, { '2026-04': 10, '2026-05': n })),
      ...months('began last month', { '2026-05': 3 }),
      ...months('paused', { '2026-02': 6, '2026-05': 3 }),
      ...times('before the window', '2025-12-14T23:59:59Z'),
      ...times('in a part of a month', '2025-12-15T00:00:00Z', '2026-05-01T00:00:00Z'),
      // One visit of four pages in April, two visits of one page in May.
      ...times('pages', ...['00', '10', '20', '30'].map((minute) => `2026-04-10T08:${minute}:00Z`)),
      ...times('pages', '2026-05-10T08:00:00Z', '2026-05-11T08:00:00Z'),
      // A leap day.
      ...months('leap day', { '2023-12': 1, '2024-01': 2 }),
      ...times('leap day', '2024-02-29T00:00:00Z', '2024-02-29T12:00:00Z', '2024-02-29T23:59:59Z'),
      // The 26 weeks up to 1 March 2026 begin on 1 September 2025: a whole month.
      ...months('whole month', { '2025-08': 9, '2025-09': 6, '2026-02': 2, '2026-03': 1 }),
      ...months('month end', { '2026-04': 2 }),
      ...times('month end', '2026-05-31T23:59:59Z'),
      // Paris is at +01:00 up to 29 March 2026 and at +02:00 after.
      ...times('Paris', '2026-02-28T23:30:00Z', '2026-03-31T21:30:00Z', '2026-03-31T22:30:00Z'),
      ...times('Paris', '2026-04-30T21:59:59Z', '2026-04-30T22:00:00Z'),
    ],
    ['nobody'],
  );
});
afterAll(() => database.drop());

/** Ratio and direction by key. */
async function trends(asOf: string, keys: EnrichKeys = {}, timeZone = 'UTC'): Promise<Record<string, unknown>> {
  await enrich(database, { asOf, timeZone, keys: { ...keys, only: columns }, now: '2026-06-20T12:00:00Z' });
  const rows = await resultRows(database, columns);
  return Object.fromEntries([...rows].map(([key, row]) => [key, [row[columns[0] ?? ''], row[columns[1] ?? '']]]));
}

const near = (ratio: number): unknown => expect.closeTo(ratio, 10);

// In the order of their days: older months are dropped when newer ones are written.
describe('the month that is compared', () => {
  it('is January on the day before a leap day, and February on the leap day', async () => {
    // 2 in January to 1 in December; then 3 in February to the mean of 1 and 2.
    expect(await trends('2024-02-28')).toMatchObject({ 'leap day': [2, 'UP'] });
    expect(await trends('2024-02-29')).toMatchObject({ 'leap day': [2, 'UP'] });
  });

  it('is February on 1 March; a month that begins with the window is whole', async () => {
    // 2 in February to the mean of 6, 0, 0, 0, 0 since September; the 9 of August are out of the window.
    expect(await trends('2026-03-01')).toMatchObject({ 'whole month': [near((2 * 5) / 6), 'UP'] });
  });

  it('is complete on its last day, not before', async () => {
    expect(await trends('2026-05-30')).toMatchObject({ 'month end': [null, 'NEW'] });
    expect(await trends('2026-05-31')).toMatchObject({ 'month end': [0.5, 'DOWN'] });
  });
});

describe('1.5 as of 2026-06-14', () => {
  it('compares the last complete month with those before it', async () => {
    expect(await trends('2026-06-14')).toMatchObject({
      // May 20 to April 10.
      rising: [2, 'UP'],
      // May 30 to March and April 30: the half month of June does not count.
      steady: [1, 'FLAT'],
      // May 0 to the mean of 5, 9, 0, 0.
      lapsed: [0, 'DOWN'],
      new: [null, 'NEW'],
      gone: [null, 'INACTIVE'],
      nobody: [null, 'INACTIVE'],
      'began last month': [null, 'NEW'],
      // May 3 to the mean of 6, 0, 0.
      paused: [1.5, 'UP'],
      'before the window': [null, 'INACTIVE'],
      // January to April are empty: above them, by no ratio.
      'in a part of a month': [null, 'UP'],
      pages: [2, 'UP'],
      // Flat as far as the tolerance of 0.1, both ends included.
      '10 to 8': [0.8, 'DOWN'],
      '10 to 9': [0.9, 'FLAT'],
      '10 to 11': [1.1, 'FLAT'],
      '10 to 12': [1.2, 'UP'],
    });
  });

  it('compares the current month under trend_compare: current_month', async () => {
    expect(await trends('2026-06-14', { trend_compare: 'current_month' })).toMatchObject({
      // June 16 to the mean of 10 and 20.
      rising: [near(16 / 15), 'FLAT'],
      steady: [near(14 / 30), 'DOWN'],
      lapsed: [0, 'DOWN'],
      new: [null, 'NEW'],
      gone: [null, 'INACTIVE'],
      // June 0 to May 3.
      'began last month': [0, 'DOWN'],
    });
  });

  it('counts events under trend_unit: rows', async () => {
    expect(await trends('2026-06-14', { trend_unit: 'rows' })).toMatchObject({
      // 2 events in May to 4 in April.
      pages: [0.5, 'DOWN'],
      rising: [2, 'UP'],
    });
  });

  it('looks back nw weeks, and keeps to a tolerance that has no exact binary form', async () => {
    // 13 weeks before 15 June: from 16 March, so whole months from April.
    expect(await trends('2026-06-14', { nw: '-13w', trend_tolerance: 0.7 })).toMatchObject({
      steady: [1, 'FLAT'],
      lapsed: [null, 'INACTIVE'],
      paused: [null, 'NEW'],
      '10 to 2': [0.2, 'DOWN'],
      '10 to 3': [0.3, 'FLAT'],
      '10 to 17': [1.7, 'FLAT'],
      '10 to 18': [1.8, 'UP'],
    });
  });

  it('reads nw as -26w, 26w and 26', () => {
    expect(['-26w', '26w', 26, '26', '-26'].map((nw) => enrichmentKeys.parse({ nw }).nw)).toEqual([26, 26, 26, 26, 26]);
    expect(enrichmentKeys.parse({}).nw).toBe(26);
  });
});

describe('months of a zone', () => {
  it('begin and end by its clock, before and after it changes', async () => {
    // UTC: 1 in April to the mean of 1 in February and 2 in March; Paris: 2 in April to 2 in March, and 22:00 UTC is May.
    expect(await trends('2026-04-30')).toMatchObject({ Paris: [near(1 / 1.5), 'DOWN'] });
    expect((await resultRows(database, columns)).get('Paris')).toMatchObject({ activity_count: 5 });
    expect(await trends('2026-04-30', {}, 'Europe/Paris')).toMatchObject({ Paris: [1, 'FLAT'] });
    expect((await resultRows(database, columns)).get('Paris')).toMatchObject({ activity_count: 4 });
  });
});
