import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, countDays, dayIn, isDay, listDays } from '../../../src/lib/time/days.js';
import { aroundChanges, clockText } from './zones.js';

/** How many days the months of a year have, by the rule of the Gregorian calendar. */
function monthLengths(year: number): number[] {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
}

const written = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Every day from 1 January of one year to 31 December of another, counted by hand. */
const calendar = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n).flatMap((year) =>
    monthLengths(year).flatMap((length, month) => Array.from({ length }, (_, n) => written(year, month + 1, n + 1))),
  );

/** With leap years by each rule: 2000 is one, 1900 and 2100 are none. */
const days = [...calendar(1898, 1905), ...calendar(1998, 2030), ...calendar(2098, 2105)];
const place = new Map(days.map((day, n) => [day, n]));

describe('addDays', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-03-29', 0, '2026-03-29'],
    ['2024-02-29', 365, '2025-02-28'],
    ['1900-02-28', 1, '1900-03-01'],
    ['2000-01-01', -730_119, '0001-01-01'],
    ['0001-01-01', 3_652_058, '9999-12-31'],
  ])('%s and %i days is %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
  });

  it('goes from each day to the next', () => {
    const stretch = calendar(1998, 2030);
    expect(stretch.slice(0, -1).map((day) => addDays(day, 1))).toEqual(stretch.slice(1));
  });

  it('goes as far back as forth', () => {
    fc.assert(
      fc.property(fc.constantFrom(...days), fc.integer({ min: -200_000, max: 200_000 }), (day, count) => {
        expect(addDays(addDays(day, count), -count)).toBe(day);
      }),
    );
  });
});

describe('countDays', () => {
  it.each([
    ['2024-02-28', '2024-03-01', 3],
    ['2024-03-01', '2024-03-01', 1],
    ['2024-03-01', '2024-02-29', 0],
    ['2024-03-01', '2024-02-28', -1],
    // Clocks change in between.
    ['2026-03-01', '2026-03-31', 31],
    ['0001-01-01', '9999-12-31', 3_652_059],
  ])('from %s to %s are %i', (from, to, count) => {
    expect(countDays(from, to)).toBe(count);
  });

  it('counts the days of a calendar', () => {
    const stretch = calendar(1998, 2030);
    fc.assert(
      fc.property(fc.constantFrom(...stretch), fc.constantFrom(...stretch), (from, to) => {
        expect(countDays(from, to)).toBe((place.get(to) ?? 0) - (place.get(from) ?? 0) + 1);
      }),
    );
  });
});

describe('listDays', () => {
  it('has both ends', () => {
    expect(listDays('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(listDays('2026-03-01', '2026-03-01')).toEqual(['2026-03-01']);
    expect(listDays('9999-12-30', '9999-12-31')).toEqual(['9999-12-30', '9999-12-31']);
  });

  it('is empty where the stretch ends before it begins', () => {
    expect(listDays('2026-03-01', '2026-02-28')).toEqual([]);
    expect(listDays('2026-03-01', '1926-03-01')).toEqual([]);
  });

  it('is every day of a calendar', () => {
    expect(listDays('1998-01-01', '2030-12-31')).toEqual(calendar(1998, 2030));
    expect(listDays('2098-01-01', '2105-12-31')).toEqual(calendar(2098, 2105));
  });
});

describe('dayIn', () => {
  it.each([
    ['UTC', '2018-01-01T03:47:38Z', '2018-01-01'],
    ['UTC', '2017-12-31T23:59:59.999Z', '2017-12-31'],
    ['America/New_York', '2018-01-01T03:47:38Z', '2017-12-31'],
    ['America/New_York', '2018-01-01T05:00:00Z', '2018-01-01'],
    ['Asia/Tokyo', '2026-12-31T15:00:00Z', '2027-01-01'],
    ['Asia/Kathmandu', '2026-02-28T18:14:59Z', '2026-02-28'],
    ['Asia/Kathmandu', '2026-02-28T18:15:00Z', '2026-03-01'],
    ['Europe/Paris', '2024-02-28T23:00:00Z', '2024-02-29'],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
    ['Pacific/Kiritimati', '2025-12-31T10:00:00Z', '2026-01-01'],
    ['Pacific/Niue', '2026-01-01T10:59:59Z', '2025-12-31'],
    ['UTC', '9999-12-31T23:59:59Z', '9999-12-31'],
  ])('in %s at %s is %s', (timeZone, instant, day) => {
    expect(dayIn(timeZone, new Date(instant))).toBe(day);
  });

  it('is the day that clocks show', () => {
    fc.assert(
      fc.property(aroundChanges, ({ timeZone, instant }) => {
        expect(dayIn(timeZone, new Date(instant))).toBe(clockText(timeZone, instant).slice(0, 10));
      }),
    );
  });
});

describe('isDay', () => {
  it('knows the days of a calendar, and no others of its form', () => {
    for (const year of [1, 4, 100, 400, 1900, 1999, 2000, 2023, 2024, 2100, 9999]) {
      const known = new Set(calendar(year, year));
      for (let month = 0; month <= 13; month += 1)
        for (let day = 0; day <= 32; day += 1) {
          const text = written(year, month, day);
          expect([text, isDay(text)]).toEqual([text, known.has(text)]);
        }
    }
  });

  it.each([
    '',
    '26-01-01',
    '2026-1-1',
    '02026-01-01',
    '+002026-01-01',
    '-2026-01-01',
    '0000-01-01',
    '0000-02-29',
    '2026-01-01T00:00:00Z',
    '2026-01-01 ',
    ' 2026-01-01',
    '2026-01-01\n',
    '2026/01/01',
    '20260101',
    '2026‐01‐01',
    '２０２６-01-01',
    '٢٠٢٦-01-01',
    'today',
    'infinity',
  ])('%j is none', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('says no to whatever else there is', () => {
    const almost = fc.stringMatching(/^[\d-]{8,11}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), almost), (text) => {
        const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
        const isOne = Number(year) > 0 && Number(day) > 0 && Number(day) <= (monthLengths(+year)[+month - 1] ?? 0);
        expect(isDay(text)).toBe(isOne);
      }),
      { numRuns: 300 },
    );
  });
});
