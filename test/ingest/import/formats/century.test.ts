import { describe, expect, test } from '@jest/globals';
import { around, notAfter, yearsFrom } from '../../../../src/ingest/import/formats/century.js';

const allTwoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** The years of four digits from one to another that end in two digits, written down one by one. */
function endingIn(twoDigits: string, first: number, last: number): string[] {
  const years: string[] = [];
  for (let year = first; year <= last; year += 1) {
    const text = String(year).padStart(4, '0');
    if (text.endsWith(twoDigits)) years.push(text);
  }
  return years;
}

describe.each([1, 37, 100, 1900, 1930, 1969, 1999, 2000, 9900])('the hundred years from %d on', (first) => {
  const century = yearsFrom(first);

  test('have one year for each two digits', () => {
    const expected = allTwoDigits.flatMap((twoDigits) => endingIn(twoDigits, first, first + 99));
    expect(allTwoDigits.map((twoDigits) => century(twoDigits, '-06-15'))).toEqual(expected);
  });
});

test('the first and the last of a hundred years', () => {
  const from1930 = yearsFrom(1930);
  expect([from1930('30', '-01-01'), from1930('99', '-12-31')]).toEqual(['1930', '1999']);
  expect([from1930('00', '-01-01'), from1930('29', '-12-31')]).toEqual(['2000', '2029']);
  expect(yearsFrom(1)('05', '-01-01')).toBe('0005');
});

describe.each(['2026-07-15', '2000-01-01', '1999-12-31', '2100-02-28', '2099-12-31'])('none after %s', (last) => {
  const century = notAfter(last);

  test.each(['-01-01', '-07-14', '-07-15', '-07-16', '-12-31'])('on the day %s it is the newest year', (monthDay) => {
    const newest = (twoDigits: string) =>
      endingIn(twoDigits, 1800, 2199).findLast((year) => `${year}${monthDay}` <= last);
    expect(allTwoDigits.map((twoDigits) => century(twoDigits, monthDay))).toEqual(allTwoDigits.map(newest));
  });
});

test.each<[last: string, twoDigits: string, monthDay: string, year: string]>([
  ['2026-07-15', '26', '-07-15', '2026'],
  ['2026-07-15', '26', '-07-16', '1926'],
  ['2026-07-15', '25', '-12-31', '2025'],
  ['2026-07-15', '27', '-01-01', '1927'],
  ['2026-07-15', '00', '-02-29', '2000'],
  ['2000-01-01', '00', '-01-01', '2000'],
  ['2000-01-01', '00', '-01-02', '1900'],
  ['2000-01-01', '99', '-12-31', '1999'],
])('none after %s: %s%s is of %s', (last, twoDigits, monthDay, year) => {
  expect(notAfter(last)(twoDigits, monthDay)).toBe(year);
});

test('around a day are the years from 79 before it to 20 after it', () => {
  const century = around('2026-07-15');
  expect([century('47', '-01-01'), century('46', '-12-31')]).toEqual(['1947', '2046']);
  expect([century('26', '-12-31'), century('27', '-01-01')]).toEqual(['2026', '2027']);
  const before = around('1999-12-31');
  expect([before('20', '-01-01'), before('19', '-01-01'), before('00', '-01-01')]).toEqual(['1920', '2019', '2000']);
});
