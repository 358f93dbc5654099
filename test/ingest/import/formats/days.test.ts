import { describe, expect, test } from '@jest/globals';
import { isCalendarDay, readDay } from '../../../../src/ingest/import/formats/days.js';

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The Gregorian rule, as the bull of 1582 has it. */
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const textOf = (...parts: [year: number, month: number, day: number]): string =>
  parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-');

describe.each([1, 4, 100, 400, 1582, 1700, 1899, 1900, 1904, 1999, 2000, 2023, 2024, 2100, 9996, 9999])(
  'in the year %d',
  (year) => {
    test('months have the days of the Gregorian calendar', () => {
      const wrong: string[] = [];
      for (let month = 0; month <= 13; month += 1) {
        const most = (lengths[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
        for (let day = 0; day <= 32; day += 1) {
          const text = textOf(year, month, day);
          if (isCalendarDay(text) !== (day >= 1 && day <= most)) wrong.push(text);
        }
      }
      expect(wrong).toEqual([]);
    });
  },
);

test.each([
  '',
  '0000-01-01',
  '0000-12-31',
  '-001-01-01',
  '10000-01-01',
  '2024-1-01',
  '2024-01-1',
  '2024/01/01',
  '20240101',
  '2024-01',
  '2024-01-01 ',
  ' 2024-01-01',
  '2024-01-01T00:00:00Z',
  '2024-01-01\n',
  '２０２４-01-01',
  'infinity',
  'today',
])('%j is no day', (text) => {
  expect(isCalendarDay(text)).toBe(false);
  expect(() => readDay(text)).toThrow(
    expect.objectContaining({ name: 'BadValue', reason: 'is not a day of the calendar (YYYY-MM-DD)', value: text }),
  );
});

test('what is known of a day holds after thousands of others', () => {
  const asked = (): boolean[] => ['2024-02-29', '2023-02-29', '0000-02-29'].map(isCalendarDay);
  expect(asked()).toEqual([true, false, false]);
  for (let year = 1000; year < 7000; year += 1) isCalendarDay(textOf(year, 2, 29));
  expect(asked()).toEqual([true, false, false]);
  expect(readDay('2024-02-29')).toBe('2024-02-29');
});
