import { BadValue } from '../values/BadValue.js';
import { yearsFrom, type Century } from './century.js';
import { isCalendarDay } from './days.js';
import type { Reader } from './reader.js';
import { withinYears } from './withinYears.js';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'half' | 'offset';

/** What each token of a pattern matches, and what it is. */
const tokens: Readonly<Record<string, readonly [Part, string]>> = {
  YYYY: ['year', '(\\d{4})'],
  YY: ['year', '(\\d{2})'],
  MMM: ['month', '([A-Za-z]{3})'],
  MM: ['month', '(\\d{2})'],
  M: ['month', '(\\d{1,2})'],
  DD: ['day', '(\\d{2})'],
  D: ['day', '(\\d{1,2})'],
  HH: ['hour', '([01]\\d|2[0-3])'],
  H: ['hour', '(1?\\d|2[0-3])'],
  hh: ['hour', '(0[1-9]|1[0-2])'],
  h: ['hour', '([1-9]|1[0-2])'],
  mm: ['minute', '([0-5]\\d)'],
  ss: ['second', '([0-5]\\d)'],
  S: ['fraction', '(\\d{1,9})'],
  A: ['half', '([AaPp][Mm])'],
  ZZ: ['offset', '(Z|[+-](?:0\\d|1[0-5])(?::?[0-5]\\d)?)'],
};

const tokenOrOther = /\[([^\]]*)\]|YYYY|YY|MMM|MM|M|DD|D|HH|H|hh|h|mm|ss|S+|A|ZZ|([^A-Za-z[\]]|T)/g;

interface DatePattern {
  readonly expression: RegExp;
  readonly parts: readonly Part[];
}

/**
 * Compiles a pattern such as `DD/MMM/YYYY:HH:mm:ss ZZ`; undefined for what is none. `[…]` holds letters as they are.
 */
function compileDatePattern(pattern: string): DatePattern | undefined {
  const parts: Part[] = [];
  let source = '';
  let end = 0;
  for (const found of pattern.matchAll(tokenOrOther)) {
    const [text, literal, other] = found;
    if (found.index !== end) return undefined;
    end += text.length;
    const plain = literal ?? other;
    const [part, matching] = tokens[/^S+$/.test(text) ? 'S' : text] ?? [];
    if (plain !== undefined) source += plain.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
    else if (part === undefined || parts.includes(part)) return undefined;
    else {
      parts.push(part);
      source += matching ?? '';
    }
  }
  const isWhole = end === pattern.length && (['year', 'month', 'day'] as const).every((part) => parts.includes(part));
  return isWhole ? { expression: new RegExp(`^${source}$`), parts } : undefined;
}

/** Whether the text is a pattern of dates: it has a year, a month and a day, each once, and no letters but tokens. */
export const isDatePattern = (pattern: string): boolean => compileDatePattern(pattern) !== undefined;

type Found = Partial<Record<Part, string>>;

/** By default two digits are the years 1969 to 2068. */
const defaultCentury = yearsFrom(1969);

/** A day as `YYYY-MM-DD`, from what a pattern found. Undefined for no real day. */
function dayOf({ year = '', month = '', day = '' }: Found, century: Century): string | undefined {
  const number = month.length === 3 ? months.indexOf(month.toLowerCase()) + 1 : Number(month);
  const monthDay = `-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const text = `${year.length === 2 ? century(year, monthDay) : year}${monthDay}`;
  return isCalendarDay(text) ? text : undefined;
}

function reading(pattern: string, write: (found: Found, text: string) => string): Reader {
  const compiled = compileDatePattern(pattern);
  if (compiled === undefined) throw new Error(`${pattern} is no pattern`);
  const { expression, parts } = compiled;
  return (text) => {
    const groups = expression.exec(text);
    if (groups === null) throw new BadValue(`is not written ${pattern}`, text);
    return write(Object.fromEntries(parts.map((part, index) => [part, groups[index + 1]])), text);
  };
}

function requireDay(found: Found, text: string, century: Century): string {
  const day = dayOf(found, century);
  if (day === undefined) throw new BadValue('is not a day of the calendar', text);
  return day;
}

/** Reads days written in a pattern. */
export const readDayPattern = (pattern: string, century = defaultCentury): Reader =>
  reading(pattern, (found, text) => requireDay(found, text, century));

function hourOf({ hour = '00', half }: Found): string {
  if (half === undefined) return hour.padStart(2, '0');
  return String((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)).padStart(2, '0');
}

/** Reads instants written in a pattern; those without an offset are local times of `zone`. */
export const readInstantPattern = (pattern: string, zone: string | undefined, century = defaultCentury): Reader =>
  reading(pattern, (found, text) => {
    const { minute = '00', second = '00', fraction, offset } = found;
    const clock = `${hourOf(found)}:${minute}:${second}${fraction === undefined ? '' : `.${fraction}`}`;
    if (offset === undefined && zone === undefined)
      throw new BadValue('has no zone offset, and its column no zone', text);
    return withinYears(`${requireDay(found, text, century)} ${clock}${offset ?? ` ${zone}`}`, text);
  });
