import { BadValue } from '../values/BadValue.js';
import { isInstant, isoOfMicroseconds } from '../values/isoOfMicroseconds.js';
import { isCalendarDay } from './days.js';
import type { Reader } from './reader.js';
import { withinYears } from './withinYears.js';

const instant =
  /^(\d{4}-\d{2}-\d{2})[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(\s?(?:Z|UTC|GMT|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?))?$/i;

/**
 * ISO 8601 with an offset; the instant is what counts, microseconds are kept. Without an offset it is the local time of
 * `zone`, whose rules PostgreSQL applies.
 */
export const readInstant =
  (zone: string | undefined): Reader =>
  (text) => {
    const [, day, offset] = instant.exec(text) ?? [];
    if (day === undefined || !isCalendarDay(day))
      throw new BadValue('is not an instant (ISO 8601, for example 2017-01-31T14:06:53-05:00)', text);
    const exact = text.includes(',') ? text.replace(',', '.') : text;
    if (offset !== undefined) return withinYears(exact, text);
    if (zone === undefined) throw new BadValue('has no zone offset (for example Z or -05:00)', text);
    return withinYears(`${exact} ${zone}`, text);
  };

const units = { seconds: 1_000_000n, milliseconds: 1000n, microseconds: 1n } as const;

/** A time since 1970, exact to microseconds; it may have decimals and lies in the years 1 to 9999. */
export const readEpoch =
  (unit: keyof typeof units): Reader =>
  (text) => {
    const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,18})(?:\.(\d{1,9}))?$/.exec(text) ?? [];
    const size = units[unit];
    const part = (BigInt(fraction.padEnd(9, '0')) * size) / 1_000_000_000n;
    const microseconds = (BigInt(whole) * size + part) * (sign === '-' ? -1n : 1n);
    if (whole === '' || !isInstant(microseconds)) throw new BadValue(`is not a time in ${unit} since 1970`, text);
    return isoOfMicroseconds(microseconds);
  };

/** A reader that keeps the result for its last text, which rows of one order share. Only for readers without state. */
export function memoizeLast(read: Reader): Reader {
  let last: string | undefined;
  let result = '';
  return (text) => {
    if (text !== last) [result, last] = [read(text), text];
    return result;
  };
}
