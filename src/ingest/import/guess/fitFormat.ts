import { readerOf } from '../formats/formatsByType.js';
import { BadValue } from '../values/BadValue.js';

const instants = 'timestamp with time zone';

const days = [
  'YYYY-MM-DD',
  'DD.MM.YYYY',
  'D.M.YYYY',
  'DD-MM-YYYY',
  'D-M-YYYY',
  'MM-DD-YYYY',
  'MM/DD/YYYY',
  'DD/MM/YYYY',
  'M/D/YYYY',
  'D/M/YYYY',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'DD-MMM-YYYY',
  'DD MMM YYYY',
  'D.M.YY',
  'M/D/YY',
  'D/M/YY',
];
const times = ['HH:mm', 'HH:mm:ss', 'H:mm', 'h:mm A', 'hh:mm:ss A'];

/** Formats that are tried, by type; the likelier first. */
const candidates: Readonly<Record<string, readonly string[]>> = {
  numeric: ['decimal', 'decimal_comma'],
  date: ['iso', ...days],
  [instants]: [
    'iso',
    'epoch_seconds',
    'epoch_milliseconds',
    'epoch_microseconds',
    'DD/MMM/YYYY:HH:mm:ss ZZ',
    ...days,
    ...days.flatMap((day) => times.map((time) => `${day} ${time}`)),
  ],
};

/** Which format of a type a column's values have. */
export interface Fit {
  /** Undefined where it is the type's default. */
  readonly format: string | undefined;
  /** Another format that fits as well. */
  readonly alternative: string | undefined;
  /** Whether local times need a zone. */
  readonly needsZone: boolean;
  /** Different values that do not have the format; undefined where all of them have. */
  readonly misfits?: { readonly count: number; readonly of: number; readonly example: string } | undefined;
}

/** The share of values that must have the format. */
const enough = 0.95;

/** Different values that all formats are tried on; those that fit are tried on the others, too. */
const tried = 500;

/** The format of a type that most values have; undefined where no format fits. */
export function fitFormat(kind: string, all: readonly string[]): Fit | undefined {
  if (all.length === 0) return undefined;
  const values = [...new Set(all)];
  const some = values.slice(0, tried);
  const [standard] = candidates[kind] ?? [];
  const fitting = (candidates[kind] ?? [undefined])
    .filter((format) => badOnes(kind, format, some, 'UTC').length <= mostBad(some))
    .map((format) => ({ format, bad: badOnes(kind, format, values, 'UTC') }))
    .filter(({ format, bad }) => bad.length <= mostBad(values) && isLikely(format, values))
    .sort((a, b) => a.bad.length - b.bad.length);
  const [best, ...others] = fitting;
  if (best === undefined) return undefined;
  const equal = others.filter(({ bad }) => bad.length === best.bad.length);
  const [example] = best.bad;
  return {
    format: best.format === standard ? undefined : best.format,
    alternative: equal.find(({ format }) => isTwin(best.format, format, values))?.format,
    needsZone: kind === instants && badOnes(kind, best.format, values, undefined).length > mostBad(values),
    misfits: example === undefined ? undefined : { count: best.bad.length, of: values.length, example },
  };
}

const mostBad = (values: readonly string[]): number => values.length * (1 - enough);

/** The values that do not have a format; the search ends when they are too many, for each costs an error. */
function badOnes(
  kind: string,
  format: string | undefined,
  values: readonly string[],
  zone: string | undefined,
): readonly string[] {
  const read = readerOf(kind, format, zone);
  const bad: string[] = [];
  for (const value of values) {
    try {
      read?.(value);
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      bad.push(value);
      if (bad.length > mostBad(values)) break;
    }
  }
  return bad;
}

/** Seconds since 1970 of the years 1990 to 2100. */
const [earliest, latest] = [631_152_000, 4_102_444_800];

/** Any whole number is an epoch; only those of our time are taken for one. */
function isLikely(format: string | undefined, values: readonly string[]): boolean {
  const size = { epoch_seconds: 1, epoch_milliseconds: 1e3, epoch_microseconds: 1e6 }[format ?? ''];
  return (
    size === undefined || values.every((value) => Number(value) >= earliest * size && Number(value) < latest * size)
  );
}

/** Whether two formats that fit mean different things: by the order of day and month, or by what a point is. */
function isTwin(one: string | undefined, other: string | undefined, values: readonly string[]): boolean {
  if (one === 'decimal' && other === 'decimal_comma') return values.some((value) => value.includes('.'));
  const letters = (text = ''): string => text.split('').sort().join('');
  return one !== other && letters(one) === letters(other);
}
