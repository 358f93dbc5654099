import { describe, expect, test } from '@jest/globals';
import { birth } from '../../../../src/ingest/import/formats/birth.js';
import { readDay } from '../../../../src/ingest/import/formats/days.js';
import { readDayPattern } from '../../../../src/ingest/import/formats/datePattern.js';

const late = 'is a day of birth after the day of the import';
const early = 'is a day of birth more than 150 years ago';

const bad = (reason: string, value: string): unknown => expect.objectContaining({ name: 'BadValue', reason, value });

describe.each<[today: string, born: string, reason: string | undefined]>([
  ['2026-07-15', '2026-07-15', undefined],
  ['2026-07-15', '2026-07-16', late],
  ['2026-07-15', '2026-08-01', late],
  ['2026-07-15', '2027-01-01', late],
  ['2026-07-15', '9999-12-31', late],
  ['2026-07-15', '2025-12-31', undefined],
  ['2026-07-15', '1876-07-15', undefined],
  ['2026-07-15', '1876-07-14', early],
  ['2026-07-15', '1875-12-31', early],
  ['2026-07-15', '0001-01-01', early],
  ['2026-01-01', '1876-01-01', undefined],
  ['2026-01-01', '1875-12-31', early],
  // 150 years before a 29 February there may be none: 1874 had 28 days in it, and the first day that is taken is 1 March.
  ['2024-02-29', '1874-03-01', undefined],
  ['2024-02-29', '1874-02-28', early],
  ['2100-02-28', '1950-02-28', undefined],
  ['2100-02-28', '1950-02-27', early],
])('on %s', (today, born, reason) => {
  test(`a birth on ${born} ${reason ?? 'is taken'}`, () => {
    const read = birth(readDay, today);
    if (reason === undefined) expect(read(born)).toBe(born);
    else expect(() => read(born)).toThrow(bad(reason, born));
  });
});

test('what is no day at all is refused by the reader below, whatever the day of the import', () => {
  expect(() => birth(readDay, '2026-07-15')('31.12.1980')).toThrow(
    bad('is not a day of the calendar (YYYY-MM-DD)', '31.12.1980'),
  );
});

test('the day that was read is compared, and the text of the file is told', () => {
  const read = birth(readDayPattern('D.M.YYYY'), '2026-07-15');
  expect(read('1.2.1980')).toBe('1980-02-01');
  expect(() => read('16.7.2026')).toThrow(bad(late, '16.7.2026'));
  expect(() => read('1.1.1800')).toThrow(bad(early, '1.1.1800'));
});
