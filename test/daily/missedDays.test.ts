import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readConfig } from '../../src/config.js';
import { findMissedDays, isWritten, yesterdayOf } from '../../src/daily/missedDays.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneWithSlots();
});
afterAll(() => database.drop());

interface Written {
  /** A day of March 2026. */
  readonly day: number;
  /** When its run was begun; default: a week after, undefined in the database where it is null. */
  readonly begun?: string | null;
  readonly kind?: string;
}

interface Given {
  readonly written: readonly (number | Written)[];
  readonly now?: string;
  readonly catchUpDays?: number;
  readonly retentionDays?: number;
  readonly timeZone?: string;
}

const march = (day: number): string => `2026-03-${String(day).padStart(2, '0')}`;
const standard = readConfig({});

/** The run of a moment, by default of noon of the 11th in UTC, on a database where these days are written. */
async function jobOf({
  written,
  now = '2026-03-11T12:00:00Z',
  catchUpDays = 31,
  retentionDays = 400,
  timeZone = 'UTC',
}: Given) {
  const { client } = database;
  await client`truncate facet.loads, facet.profile_days restart identity`;
  const rows = written.map((one) => (typeof one === 'number' ? { day: one } : one));
  if (rows.length > 0) {
    const starts = rows.map(({ begun, day }) => (begun === undefined ? `${march(day + 7)}T00:00:00Z` : begun));
    const kinds = rows.map(({ kind = 'snapshot' }) => kind);
    await client`
      with given as (
        select * from unnest(${rows.map(({ day }) => march(day))}::date[], ${kinds}::text[], ${starts}::timestamptz[])
          with ordinality as g (day, kind, begun, n)
      ), made as (
        insert into facet.loads (load_id, kind, started_at, code_version) overriding system value
        select n, kind, begun, '0' from given where begun is not null
      )
      insert into facet.profile_days (profile_date, load_id, rows, complete) select day, n, 1, true from given`;
  }
  const { schedule, snapshots } = standard;
  return testJob(database, now, {
    timeZone,
    schedule: { ...schedule, catchUpDays },
    snapshots: { ...snapshots, retentionDays },
  });
}

const missed = async (given: Given) => findMissedDays(await jobOf(given));
const days = (...some: readonly number[]): string[] => some.map(march);

describe('yesterday', () => {
  it.each([
    ['2026-03-11T00:00:00Z', 'UTC', '2026-03-10'],
    ['2026-03-11T23:59:59Z', 'UTC', '2026-03-10'],
    ['2026-03-11T23:30:00Z', 'Europe/Berlin', '2026-03-11'],
    ['2026-03-11T03:30:00Z', 'America/New_York', '2026-03-09'],
    ['2026-03-01T12:00:00Z', 'UTC', '2026-02-28'],
    ['2024-03-01T12:00:00Z', 'UTC', '2024-02-29'],
    ['2026-01-01T00:00:00Z', 'UTC', '2025-12-31'],
  ])('at %s in %s is %s', (now, timeZone, day) => {
    expect(yesterdayOf({ now: new Date(now), config: { ...standard, timeZone } })).toBe(day);
  });
});

describe('the missed days', () => {
  it.each<[string, Given, string[]]>([
    ['are yesterday alone where nothing is written', { written: [] }, days(10)],
    ['are yesterday alone also where one run writes many', { written: [], catchUpDays: 3660 }, days(10)],
    ['are those after the newest', { written: [5, 6, 7] }, days(8, 9, 10)],
    ['are none where yesterday is written', { written: [8, 9, 10] }, []],
    ['are gaps too, but none before the oldest', { written: [4, 6, 9] }, days(5, 7, 8, 10)],
    ['are counted without those of the future', { written: [9, 12, 20] }, days(10)],
    [
      'end the day before in another zone',
      { written: [7], timeZone: 'America/New_York', now: '2026-03-11T03:30:00Z' },
      days(8, 9),
    ],
  ])('%s', async (_, given, expected) => {
    expect(await missed(given)).toEqual({ days: expected });
  });

  it.each<[string, Given, string[], object | undefined]>([
    [
      'of so many days, the newest',
      { written: [2], catchUpDays: 3 },
      days(8, 9, 10),
      { from: march(3), to: march(7), days: 5 },
    ],
    ['of one day', { written: [2], catchUpDays: 1 }, days(10), { from: march(3), to: march(9), days: 7 }],
    ['of just as many', { written: [7], catchUpDays: 3 }, days(8, 9, 10), undefined],
    ['and leave out older gaps without a word', { written: [2, 8], catchUpDays: 3 }, days(9, 10), undefined],
    [
      'and leave out what lies beyond the retention of the newest',
      { written: [1, 9], retentionDays: 3 },
      days(6, 7, 8, 10),
      undefined,
    ],
  ])('are those of a stretch: %s', async (_, given, expected, leftOut) => {
    expect(await missed(given)).toEqual({ days: expected, ...(leftOut !== undefined && { leftOut }) });
  });

  it.each<[string, Written, string, boolean]>([
    ['begun while it was under way', { day: 9, begun: '2026-03-09T23:59:59Z' }, 'UTC', true],
    ['begun at its end', { day: 9, begun: '2026-03-10T00:00:00Z' }, 'UTC', false],
    ['begun before its end in its zone', { day: 9, begun: '2026-03-10T03:59:59Z' }, 'America/New_York', true],
    ['begun at its end in its zone', { day: 9, begun: '2026-03-10T04:00:00Z' }, 'America/New_York', false],
    ['imported while it was under way', { day: 9, begun: '2026-03-09T12:00:00Z', kind: 'import' }, 'UTC', false],
    ['written by a run that nothing is known of', { day: 9, begun: null }, 'UTC', false],
  ])('are written again where one was %s: %s', async (_, one, timeZone, again) => {
    const job = await jobOf({ written: [8, one, 10], timeZone });
    expect((await findMissedDays(job)).days).toEqual(again ? days(9) : []);
    expect(await isWritten(job, march(9))).toBe(!again);
  });

  it('are what walking through the days finds', async () => {
    const given = fc.record({
      written: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 }),
      catchUpDays: fc.integer({ min: 1, max: 12 }),
      retentionDays: fc.integer({ min: 1, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ written, catchUpDays, retentionDays }) => {
        const [oldest, newest] = [Math.min(...written), Math.max(...written)];
        const found: number[] = [];
        const skipped: number[] = [];
        for (let day = 1; day <= 10; day += 1) {
          const isInReach = day >= oldest && day > 10 - catchUpDays && day >= newest - retentionDays;
          if (isInReach && !written.includes(day)) found.push(day);
          if (!isInReach && day > newest) skipped.push(day);
        }
        const [from, to] = [skipped[0] ?? 0, skipped.at(-1) ?? 0];
        const leftOut =
          skipped.length === 0 ? {} : { leftOut: { from: march(from), to: march(to), days: skipped.length } };
        expect(await missed({ written, catchUpDays, retentionDays })).toEqual({ days: days(...found), ...leftOut });
      }),
      { numRuns: 60 },
    );
  });
});
