import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isInstant, isoOfMicroseconds } from '../../../../src/ingest/import/values/isoOfMicroseconds.js';

const day = 86_400_000_000n;
const first = -62_135_596_800_000_000n;
const last = 253_402_300_799_999_999n;

const daysOfYear = (year: number): number => ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365);

/** Counts days from the first of year 1, year by year and month by month. */
function slowIso(microseconds: bigint): string {
  let days = Number((microseconds - first) / day);
  const time = (microseconds - first) % day;
  let year = 1;
  for (; days >= daysOfYear(year); year += 1) days -= daysOfYear(year);
  const months = [31, daysOfYear(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let month = 1;
  for (; days >= (months[month - 1] ?? 0); month += 1) days -= months[month - 1] ?? 0;
  const pad = (number: number | bigint, length = 2): string => String(number).padStart(length, '0');
  const [hours, minutes, seconds] = [time / 3_600_000_000n, (time / 60_000_000n) % 60n, (time / 1_000_000n) % 60n];
  const fraction = pad(time % 1_000_000n, 6).replace(/000$/, '');
  return `${pad(year, 4)}-${pad(month)}-${pad(days + 1)}T${pad(hours)}:${pad(minutes)}:${pad(seconds)}.${fraction}Z`;
}

test('every instant of the years 1 to 9999 is that of a slow count of days', () => {
  fc.assert(
    fc.property(fc.oneof(fc.bigInt(first, last), fc.bigInt(-3n * day, 3n * day)), (microseconds) => {
      expect(isInstant(microseconds)).toBe(true);
      expect(isoOfMicroseconds(microseconds)).toBe(slowIso(microseconds));
    }),
    { numRuns: 500 },
  );
});

// select extract(epoch from timestamptz '…') * 1000000
test.each<[microseconds: bigint, iso: string]>([
  [first, '0001-01-01T00:00:00.000Z'],
  [-1n, '1969-12-31T23:59:59.999999Z'],
  [-1000n, '1969-12-31T23:59:59.999Z'],
  [-1001n, '1969-12-31T23:59:59.998999Z'],
  [0n, '1970-01-01T00:00:00.000Z'],
  [1n, '1970-01-01T00:00:00.000001Z'],
  [1_000_010n, '1970-01-01T00:00:01.000010Z'],
  [951_827_696_789_012n, '2000-02-29T12:34:56.789012Z'],
  [last, '9999-12-31T23:59:59.999999Z'],
])('%s is %s', (microseconds, iso) => {
  expect(isoOfMicroseconds(microseconds)).toBe(iso);
});

test('what lies beyond the years 1 to 9999 is no instant', () => {
  expect([first - 1n, last + 1n, -(10n ** 20n), 10n ** 20n].map(isInstant)).toEqual([false, false, false, false]);
  expect([first, last, 0n].map(isInstant)).toEqual([true, true, true]);
});
