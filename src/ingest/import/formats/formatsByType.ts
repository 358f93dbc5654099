import type { Century } from './century.js';
import { isDatePattern, readDayPattern, readInstantPattern } from './datePattern.js';
import { readDay } from './days.js';
import { memoizeLast, readEpoch, readInstant } from './instants.js';
import { readDecimal, readDecimalComma, readDouble, wholeNumber } from './numbers.js';
import type { Reader } from './reader.js';
import { readAttributes } from './attributes.js';
import { readBoolean, readJson, readJsonList, readText, separatedBy } from './texts.js';

/** The formats of one PostgreSQL type. */
interface TypeFormats {
  /** The first is the default. `zone` is that of instants without an offset. */
  readonly formats: Readonly<Record<string, (zone: string | undefined) => Reader>>;
  /** Whether a pattern such as `DD.MM.YYYY` is a format, too. */
  readonly pattern?: (pattern: string, zone: string | undefined, century: Century | undefined) => Reader;
}

const kind = (readers: Readonly<Record<string, Reader>>): TypeFormats => ({
  formats: Object.fromEntries(Object.entries(readers).map(([name, reader]) => [name, () => reader])),
});

/** The formats that a column's texts can have, by its PostgreSQL type. */
export const formatsByType: Readonly<Record<string, TypeFormats>> = {
  text: kind({ text: readText }),
  boolean: kind({ boolean: readBoolean }),
  smallint: kind({ integer: wholeNumber(-32_768n, 32_767n) }),
  integer: kind({ integer: wholeNumber(-2_147_483_648n, 2_147_483_647n) }),
  bigint: kind({ integer: wholeNumber(-(2n ** 63n), 2n ** 63n - 1n) }),
  numeric: kind({ decimal: readDecimal, decimal_comma: readDecimalComma }),
  'double precision': kind({ decimal: readDouble, decimal_comma: (text) => readDouble(readDecimalComma(text)) }),
  jsonb: kind({ json: readJson }),
  attributes: kind({ json: readAttributes }),
  'text[]': kind({
    comma: separatedBy(','),
    semicolon: separatedBy(';'),
    pipe: separatedBy('|'),
    json: readJsonList,
  }),
  date: { ...kind({ iso: readDay }), pattern: (pattern, _, century) => memoizeLast(readDayPattern(pattern, century)) },
  'timestamp with time zone': {
    formats: {
      iso: (zone) => memoizeLast(readInstant(zone)),
      epoch_seconds: () => readEpoch('seconds'),
      epoch_milliseconds: () => readEpoch('milliseconds'),
      epoch_microseconds: () => readEpoch('microseconds'),
    },
    pattern: (pattern, zone, century) => memoizeLast(readInstantPattern(pattern, zone, century)),
  },
};

/**
 * The reader of a type's format, by default its first; undefined where the type has no such format. `century` is that
 * of two-digit years, by default 1969 to 2068.
 */
export function readerOf(type: string, format?: string, zone?: string, century?: Century): Reader | undefined {
  const { formats = {}, pattern } = formatsByType[type] ?? {};
  if (format === undefined) return Object.values(formats)[0]?.(zone);
  if (Object.hasOwn(formats, format)) return formats[format]?.(zone);
  return pattern !== undefined && isDatePattern(format) ? pattern(format, zone, century) : undefined;
}
