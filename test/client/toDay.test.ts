import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toDay } from '../../src/client/toDay.js';
import { refusal } from '../support/refusal.js';

const noDay = (shown: string) => refusal(`"${shown}" is no day: write it YYYY-MM-DD, or give a valid Date.`);

describe('a text', () => {
  it.each(['2023-03-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is that day', (day) => {
    expect(toDay(day)).toBe(day);
  });

  it.each([
    '',
    ' 2023-03-01',
    '2023-03-01 ',
    '2023-3-1',
    '2023-03-01T00:00:00Z',
    '2023-02-29',
    '1900-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '0000-01-01',
    '+002023-03-01',
    '-2023-03-01',
    'yesterday',
    '20230301',
  ])('%j is none', (text) => {
    expect(() => toDay(text)).toThrow(noDay(text));
  });

  it('is repeated in the sentence up to its 63rd character', () => {
    const text = `2023-03-01${'0'.repeat(60)}`;
    expect(() => toDay(text)).toThrow(noDay(`2023-03-01${'0'.repeat(53)}…`));
  });
});

describe('an instant', () => {
  it.each([
    ['2023-03-01T00:00:00Z', '2023-03-01'],
    ['2023-03-01T23:59:59.999Z', '2023-03-01'],
    ['2023-03-01T00:30:00+02:00', '2023-02-28'],
    ['2024-03-01T00:30:00+02:00', '2024-02-29'],
    ['2023-12-31T23:30:00-01:00', '2024-01-01'],
    ['0001-01-01T00:00:00Z', '0001-01-01'],
    ['9999-12-31T23:59:59Z', '9999-12-31'],
  ])('%s is of %s in UTC, wherever the machine stands', (instant, day) => {
    expect(toDay(new Date(instant))).toBe(day);
  });

  it.each([
    ['after the year 9999', new Date(Date.UTC(10_000, 0, 1)), '+010000-01'],
    ['before the year 1', new Date(Date.parse('0001-01-01T00:00:00Z') - 1), '0000-12-31'],
    ['before the calendar', new Date(-8_640_000_000_000_000), '-271821-04'],
    ['at no time', new Date(Number.NaN), 'Invalid Date'],
  ])('%s is of no day', (_, instant, shown) => {
    expect(() => toDay(instant)).toThrow(noDay(shown));
  });

  it('is of the day that a calendar counts from 1 March of the year 0', () => {
    const secondsPerDay = 86_400;
    const first = Date.parse('0001-01-01T00:00:00Z') / 1000;
    const last = Date.parse('9999-12-31T23:59:59Z') / 1000;
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (seconds) => {
        expect(toDay(new Date(seconds * 1000))).toBe(civil(Math.floor(seconds / secondsPerDay)));
      }),
    );
  });
});

it.each([
  ['undefined', undefined],
  ['null', null],
  ['20230301', 20_230_301],
  ['[object Object]', {}],
  ['2023-03-01,2023-03-02', ['2023-03-01', '2023-03-02']],
])('%s is neither', (shown, value) => {
  expect(() => toDay(value)).toThrow(noDay(shown));
});

/** The day so many days after 1 January 1970, by eras of 400 years that begin on 1 March and so end with the leap day. */
function civil(since1970: number): string {
  const days = since1970 + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const padded = (number: number, width: number) => String(number).padStart(width, '0');
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}
