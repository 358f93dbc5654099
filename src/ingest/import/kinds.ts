import { isDay } from '../../lib/days.js';
import { BadValue } from './BadValue.js';

/** Checks a text, without blanks around it, and gives the form that PostgreSQL takes. Throws `BadValue`. */
export type Reader = (text: string) => string;

/** How texts of a file become values of one PostgreSQL type; the first format is the default. */
export interface Kind {
  readonly formats: Readonly<Record<string, Reader>>;
}

const wholeNumber =
  (least: bigint, most: bigint): Reader =>
  (text) => {
    const [, digits] = /^([+-]?\d{1,25})(?:\.0*)?$/.exec(text) ?? [];
    if (digits === undefined) throw new BadValue('is not a whole number', text);
    const exact = digits.length < 16 ? Number(digits) : BigInt(digits);
    if (exact < least || exact > most) throw new BadValue(`is not between ${least} and ${most}`, text);
    return digits;
  };

/** Any finite decimal number; digits are kept as they are. */
export const readDecimal: Reader = (text) => {
  if (text.length > 400 || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text))
    throw new BadValue('is not a decimal number', text);
  return text;
};

const booleans = new Map<string, string>([
  ...['true', 't', 'yes', 'y', 'on', '1'].map((word) => [word, 'true'] as const),
  ...['false', 'f', 'no', 'n', 'off', '0'].map((word) => [word, 'false'] as const),
]);

const readBoolean: Reader = (text) => {
  const value = booleans.get(text.toLowerCase());
  if (value === undefined) throw new BadValue('is neither true nor false', text);
  return value;
};

/** The days met lately: files have few, and to check one takes a microsecond. */
const days = new Map<string, boolean>();

function isCalendarDay(text: string): boolean {
  let known = days.get(text);
  if (known === undefined) {
    if (days.size >= 4096) days.clear();
    known = !text.startsWith('0000') && isDay(text);
    days.set(text, known);
  }
  return known;
}

const readDay: Reader = (text) => {
  if (!isCalendarDay(text)) throw new BadValue('is not a day of the calendar (YYYY-MM-DD)', text);
  return text;
};

const instant =
  /^(\d{4}-\d{2}-\d{2})[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(\s?(?:Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?))?$/i;

/** ISO 8601 with an offset; the instant is what counts, microseconds are kept. */
const readInstant: Reader = (text) => {
  const [, day, offset] = instant.exec(text) ?? [];
  if (day === undefined || !isCalendarDay(day))
    throw new BadValue('is not an instant (ISO 8601, for example 2017-01-31T14:06:53-05:00)', text);
  if (offset === undefined) throw new BadValue('has no zone offset (for example Z or -05:00)', text);
  return text.replace(',', '.');
};

/** Seconds since 1970 may have decimals; years 1 to 9999. */
const readEpoch =
  (perSecond: number): Reader =>
  (text) => {
    const value = /^-?\d{1,15}(?:\.\d{1,6})?$/.test(text) ? (Number(text) / perSecond) * 1000 : Number.NaN;
    if (!(value >= -62_135_596_800_000 && value < 253_402_300_800_000))
      throw new BadValue(`is not a time in ${perSecond === 1 ? 'seconds' : 'milliseconds'} since 1970`, text);
    return new Date(value).toISOString();
  };

const readText: Reader = (text) => {
  if (text.includes('\0')) throw new BadValue('holds a NUL byte', text);
  return text;
};

/** By PostgreSQL type. */
export const kinds: Readonly<Record<string, Kind>> = {
  text: { formats: { text: readText } },
  boolean: { formats: { boolean: readBoolean } },
  smallint: { formats: { integer: wholeNumber(-32_768n, 32_767n) } },
  integer: { formats: { integer: wholeNumber(-2_147_483_648n, 2_147_483_647n) } },
  bigint: { formats: { integer: wholeNumber(-(2n ** 63n), 2n ** 63n - 1n) } },
  numeric: { formats: { decimal: readDecimal } },
  date: { formats: { iso: readDay } },
  'timestamp with time zone': {
    formats: { iso: readInstant, epoch_seconds: readEpoch(1), epoch_milliseconds: readEpoch(1000) },
  },
};
