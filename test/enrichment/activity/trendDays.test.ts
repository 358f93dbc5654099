import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { enrichmentKeys } from '../../../src/config/enrichmentKeys.js';
import { run } from '../../../src/db/runStatement.js';
import { shortKey } from '../../../src/enrichment/activity/shortKey.js';
import { toRanges } from '../../../src/enrichment/activity/staleDays.js';
import { ofFirstTouch, ofLastTouch, touch, touchFacts } from '../../../src/enrichment/activity/touches.js';
import { trendColumns, trendDays } from '../../../src/enrichment/activity/trendDays.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const millisecondsPerDay = 86_400_000;
const dayAfter = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * millisecondsPerDay).toISOString().slice(0, 10);

describe('ranges of days', () => {
  it.each<[days: string[], ranges: [first: string, last: string][]]>([
    [[], []],
    [['2026-03-01'], [['2026-03-01', '2026-03-01']]],
    [['2026-02-28', '2026-03-01'], [['2026-02-28', '2026-03-01']]],
    [
      ['2024-02-28', '2024-03-01'],
      [
        ['2024-02-28', '2024-02-28'],
        ['2024-03-01', '2024-03-01'],
      ],
    ],
    [['2025-12-31', '2026-01-02', '2026-01-01', '2026-01-01'], [['2025-12-31', '2026-01-02']]],
  ])('of %j are %j', (days, ranges) => {
    expect(toRanges(days)).toEqual(ranges.map(([first, last]) => ({ first, last })));
  });

  it('hold each day once, and never touch', () => {
    const days = fc.array(
      fc.integer({ min: 0, max: 60 }).map((count) => dayAfter('2026-02-01', count)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(days, (given) => {
        const ranges = toRanges(given);
        const held = ranges.flatMap(({ first = '', last }) => {
          const all: string[] = [];
          for (let day = first; day <= last; day = dayAfter(day, 1)) all.push(day);
          return all;
        });
        expect(held).toEqual([...new Set(given)].toSorted());
        for (const [index, { last }] of ranges.entries())
          expect(ranges[index + 1]?.first === dayAfter(last, 1)).toBe(false);
      }),
    );
  });
});

describe('the months of the trend', () => {
  const trendOf = async (days: readonly string[], nw: number, compare: 'last_complete_month' | 'current_month') => {
    const enrichment = enrichmentKeys.parse({ nw, trend_compare: compare });
    const context = { days, timeZone: 'UTC', enrichment, population: sql`select 'A' as customer_id` };
    const names = ['as_of', ...trendColumns].map((name) => sql.raw(`${name}::text`));
    return run<Record<string, string>>(
      database.client,
      sql`select ${sql.join(names, sql`, `)} from (${trendDays(context)}) as t order by as_of`,
    );
  };

  it.each<[day: string, nw: number, compare: 'last_complete_month' | 'current_month', trend: string[]]>([
    // Of four weeks up to 31 March no month is whole but the one compared: 4 March is in its middle.
    ['2026-03-31', 4, 'last_complete_month', ['2026-03-04', '2026-04-01', '2026-03-01', '2026-04-01']],
    ['2026-03-30', 4, 'last_complete_month', ['2026-03-03', '2026-04-01', '2026-02-01', '2026-03-01']],
    ['2026-03-30', 12, 'last_complete_month', ['2026-01-06', '2026-02-01', '2026-02-01', '2026-03-01']],
    // Twelve weeks that begin with a month hold all of it.
    ['2026-03-25', 12, 'last_complete_month', ['2026-01-01', '2026-01-01', '2026-02-01', '2026-03-01']],
    ['2026-03-30', 12, 'current_month', ['2026-01-06', '2026-02-01', '2026-03-01', '2026-03-31']],
    ['2026-03-31', 12, 'current_month', ['2026-01-07', '2026-02-01', '2026-03-01', '2026-04-01']],
    ['2026-01-01', 1, 'current_month', ['2025-12-26', '2026-01-01', '2026-01-01', '2026-01-02']],
  ])('of %s, %d weeks, %s', async (day, nw, compare, trend) => {
    const [row = {}] = await trendOf([day], nw, compare);
    expect(trendColumns.map((name) => row[name])).toEqual(trend);
  });

  it('are those of a slow look at the calendar, on every day of some years', async () => {
    const days = Array.from({ length: 800 }, (_, index) => dayAfter('2023-12-01', index));
    const isFirst = (day: string): boolean => day.endsWith('-01');
    const back = (from: string): string => {
      let day = from;
      while (!isFirst(day)) day = dayAfter(day, -1);
      return day;
    };
    const on = (from: string): string => {
      let day = from;
      while (!isFirst(day)) day = dayAfter(day, 1);
      return day;
    };
    for (const nw of [4, 13]) {
      const borders = days.map((day) => {
        const start = dayAfter(day, 1 - 7 * nw);
        return { as_of: day, trend_start: start, trend_whole: on(start) };
      });
      expect([...(await trendOf(days, nw, 'last_complete_month'))]).toEqual(
        borders.map((border) => {
          // The newest month that is over when the day is.
          const end = back(dayAfter(border.as_of, 1));
          return { ...border, trend_month: back(dayAfter(end, -1)), trend_end: end };
        }),
      );
      expect([...(await trendOf(days, nw, 'current_month'))]).toEqual(
        borders.map((border) => ({
          ...border,
          trend_month: back(border.as_of),
          trend_end: dayAfter(border.as_of, 1),
        })),
      );
    }
  });
});

describe('touches', () => {
  const facts = (word: string) => Object.fromEntries(touchFacts.map((name) => [name, `${name} ${word}`]));

  it('are the first and the last that did not come directly, by time, then by key', async () => {
    const visits = [
      {
        ...facts('of nobody'),
        channel: 'Direct',
        started_at: '2026-03-01T08:00:00Z',
        session_key: 'a',
        session_ip: '',
      },
      { ...facts('late'), channel: 'Email', started_at: '2026-03-03T08:00:00Z', session_key: 'a', session_ip: '' },
      { ...facts('first'), channel: 'Paid', started_at: '2026-03-01T09:00:00Z', session_key: 'a', session_ip: '' },
      // The same instant as the first: the key decides.
      {
        ...facts('beside'),
        channel: 'Social',
        started_at: '2026-03-01T10:00:00+01:00',
        session_key: 'b',
        session_ip: '',
      },
      {
        ...facts('last'),
        channel: 'Email',
        started_at: '2026-03-03T08:00:00.000001Z',
        session_key: 'a',
        session_ip: '',
      },
      {
        ...facts('of nobody'),
        channel: 'Direct',
        started_at: '2026-03-09T08:00:00Z',
        session_key: 'z',
        session_ip: '',
      },
    ];
    const columns = touchFacts.flatMap((name) => [
      sql`${sql.raw(ofFirstTouch(name))} as ${sql.raw(`first_${name}`)}`,
      sql`${sql.raw(ofLastTouch(name))} as ${sql.raw(`last_${name}`)}`,
    ]);
    const definition = [
      'started_at timestamptz',
      'session_key text',
      'session_ip text',
      ...touchFacts.map((name) => `${name} text`),
    ];
    const [found = {}] = await run<Record<string, string>>(
      database.client,
      sql`select ${sql.join(columns, sql`, `)} from (
        select ${touch} as touch
        from json_to_recordset(${JSON.stringify(visits)}::text::json) as r (${sql.raw(definition.join(', '))})) as v`,
    );
    expect(found).toEqual({
      ...Object.fromEntries(
        touchFacts.flatMap((name) => [
          [`first_${name}`, `${name} first`],
          [`last_${name}`, `${name} last`],
        ]),
      ),
      first_channel: 'Paid',
      last_channel: 'Email',
    });
  });
});

it('a key is itself up to 100 characters, and its hash beyond; without one it is empty', async () => {
  const keys = [null, '', 'a', 'é'.repeat(100), 'a'.repeat(101)];
  const rows = await run<{ key: string }>(
    database.client,
    sql`select ${shortKey(sql`k`)} as key from unnest(${sql.param(keys)}::text[]) with ordinality as given (k, n) order by n`,
  );
  // printf 'a%.0s' $(seq 101) | md5sum
  expect(rows.map(({ key }) => key)).toEqual(['', '', 'a', 'é'.repeat(100), '681d73898dad5685d48b5e8438bc3a66']);
});
