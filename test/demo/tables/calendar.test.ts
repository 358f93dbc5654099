import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { transact } from '../../../src/db/transact.js';
import { createCalendar } from '../../../src/demo/tables/calendar.js';
import type { DemoRun } from '../../../src/demo/DemoRun.js';
import { listDays } from '../../../src/lib/time/days.js';
import { emptyDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.drop());

/** What does not count for days. */
const run: Omit<DemoRun, 'client' | 'firstOrderDay' | 'lastDay'> = {
  loadId: '1',
  customers: 1,
  firstVisitDay: '2026-01-01',
  timeZone: 'UTC',
  currency: 'EUR',
  app: 'default',
  orderDiscount: 'max',
};

/** The rows of a calendar in their order: number and day. */
async function rowsOf(firstOrderDay: string, lastDay: string) {
  return transact(database.client, async (client) => {
    await createCalendar({ ...run, client, firstOrderDay, lastDay });
    const slots = await client<{ slot: number; day: string }[]>`select slot, day from demo_calendar order by slot`;
    return slots.map(({ slot, day }) => [slot, day] as const);
  });
}

it('days are as busy as their weekday and month', async () => {
  const rows = await rowsOf('2026-01-01', '2026-12-31');
  const counts = new Map<string, number>();
  for (const [, day] of rows) counts.set(day, (counts.get(day) ?? 0) + 1);
  expect([...counts.keys()]).toEqual(listDays('2026-01-01', '2026-12-31'));
  // Saturday is the busiest of a week (15), Tuesday the quietest (8): times the month's percent, whole rows only.
  expect(counts.get('2026-01-03')).toBe(12);
  expect(counts.get('2026-01-06')).toBe(6);
  expect(counts.get('2026-12-19')).toBe(28);
  expect(counts.get('2026-12-22')).toBe(15);
  expect(counts.get('2026-05-31')).toBe(12);
});

it('rows are numbered from 0 on, day by day', async () => {
  const rows = await rowsOf('2026-02-27', '2026-03-02');
  expect(rows.map(([slot]) => slot)).toEqual(rows.map((_, n) => n));
  expect(rows.map(([, day]) => day)).toEqual(rows.map(([, day]) => day).toSorted());
  // Friday and Saturday of February (80 %), Sunday and Monday of March (95 %).
  const count = (wanted: string) => rows.filter(([, day]) => day === wanted).length;
  expect(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'].map(count)).toEqual([9, 12, 10, 8]);
});
