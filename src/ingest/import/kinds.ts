import { isDatePattern, readDayPattern, readInstantPattern } from './formats/datePattern.js';
import type { Century } from './formats/century.js';
import { readDay } from './formats/days.js';
import { readEpoch, readInstant, remembering } from './formats/instants.js';
import { readDecimal, readDecimalComma, readDouble, wholeNumber } from './formats/numbers.js';
import type { Reader } from './formats/reader.js';
import { readBoolean, readJson, readJsonList, readText, separatedBy } from './formats/texts.js';

/** How texts of a source become values of one PostgreSQL type. */
interface Kind {
  /** The first is the default. `zone` is that of instants without an offset. */
  readonly formats: Readonly<Record<string, (zone: string | undefined) => Reader>>;
  /** Whether a pattern such as `DD.MM.YYYY` is a format, too. */
  readonly pattern?: (pattern: string, zone: string | undefined, century: Century | undefined) => Reader;
}

const kind = (readers: Readonly<Record<string, Reader>>): Kind => ({
  formats: Object.fromEntries(Object.entries(readers).map(([name, reader]) => [name, () => reader])),
});

/** By PostgreSQL type. */
export const kinds: Readonly<Record<string, Kind>> = {
  text: kind({ text: readText }),
  boolean: kind({ boolean: readBoolean }),
  smallint: kind({ integer: wholeNumber(-32_768n, 32_767n) }),
  integer: kind({ integer: wholeNumber(-2_147_483_648n, 2_147_483_647n) }),
  bigint: kind({ integer: wholeNumber(-(2n ** 63n), 2n ** 63n - 1n) }),
  numeric: kind({ decimal: readDecimal, decimal_comma: readDecimalComma }),
  'double precision': kind({ decimal: readDouble, decimal_comma: (text) => readDouble(readDecimalComma(text)) }),
  jsonb: kind({ json: readJson }),
  'text[]': kind({
    comma: separatedBy(','),
    semicolon: separatedBy(';'),
    pipe: separatedBy('|'),
    json: readJsonList,
  }),
  date: { ...kind({ iso: readDay }), pattern: (pattern, _, century) => remembering(readDayPattern(pattern, century)) },
  'timestamp with time zone': {
    formats: {
      iso: (zone) => remembering(readInstant(zone)),
      epoch_seconds: () => readEpoch('seconds'),
      epoch_milliseconds: () => readEpoch('milliseconds'),
      epoch_microseconds: () => readEpoch('microseconds'),
    },
    pattern: (pattern, zone, century) => remembering(readInstantPattern(pattern, zone, century)),
  },
};

/**
 * The reader of a type's format, by default its first; undefined where the type has no such format. `century` tells of which one
 * two-digit years are, by default those from 1969 on.
 */
export function readerOf(type: string, format?: string, zone?: string, century?: Century): Reader | undefined {
  const { formats = {}, pattern } = kinds[type] ?? {};
  if (format === undefined) return Object.values(formats)[0]?.(zone);
  if (Object.hasOwn(formats, format)) return formats[format]?.(zone);
  return pattern !== undefined && isDatePattern(format) ? pattern(format, zone, century) : undefined;
}
