import { isDay } from '../../lib/time/days.js';

/** The units of relative days, and how many of them reach a century. */
const units = { day: 36_525, week: 5218, month: 1200, year: 100 } as const;

type Unit = keyof typeof units;

const unit = '(day|week|month|year)s?';

/** What stands for a day: one of the calendar, or one that is counted from today. */
export const dateOperandPattern = new RegExp(
  `^(?:(\\d{4}-\\d{2}-\\d{2})|(yesterday|today|tomorrow)|(\\d{1,5}) ${unit} ago|in (\\d{1,5}) ${unit}|today ?([+-]) ?(\\d{1,5}) ${unit})$`,
);

/** What a wrong one is told. */
export const dateOperandFault =
  'is no day such as 2026-03-31, "today", "yesterday", "tomorrow", "30 days ago", "in 2 weeks" or "today - 1 month", a century away at the most';

interface RelativeDay {
  readonly unit: Unit;
  /** Negative ones go back. */
  readonly count: number;
}

const named = { yesterday: -1, today: 0, tomorrow: 1 } as const;

/** Takes a day apart; undefined for a text that is none. */
function readOperand(text: string): string | RelativeDay | undefined {
  const [found, day, name, ago, agoUnit, ahead, aheadUnit, sign, count, countUnit] =
    dateOperandPattern.exec(text) ?? [];
  if (found === undefined) return undefined;
  if (day !== undefined) return isDay(day) ? day : undefined;
  if (name !== undefined) return { unit: 'day', count: named[name as keyof typeof named] };
  const size = Number(ago ?? ahead ?? count);
  const of = (agoUnit ?? aheadUnit ?? countUnit) as Unit;
  if (size > units[of]) return undefined;
  return { unit: of, count: ago !== undefined || sign === '-' ? -size : size };
}

/** Whether a text stands for a day. */
export const isDateOperand = (text: string): boolean => readOperand(text) !== undefined;

/** The days of the calendar that there are: relative ones beyond are the first or the last. */
const calendar = { first: '0001-01-01', last: '9999-12-31' } as const;

function toDay(date: Date): string {
  const year = date.getUTCFullYear();
  if (year < 1) return calendar.first;
  return year > 9999 ? calendar.last : date.toISOString().slice(0, 10);
}

/** A day of a year, where months and days beyond their ends go on in the next ones; years below 100 are themselves. */
function dateOf(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date;
}

const partsOf = (day: string): readonly number[] => day.split('-').map(Number);

function addDays(day: string, count: number): string {
  const [year = 0, month = 0, date = 0] = partsOf(day);
  return toDay(dateOf(year, month - 1, date + count));
}

/** The day some months after another; the last of its month where that has no such day. */
function addMonths(day: string, count: number): string {
  const [year = 0, month = 0, date = 0] = partsOf(day);
  const last = dateOf(year, month + count, 0);
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return toDay(last);
}

/** The day that a text stands for on the day that is called today. Throws a `TypeError` for one that `isDateOperand` refuses. */
export function operandDay(text: string, today: string): string {
  const operand = readOperand(text);
  if (operand === undefined) throw new TypeError(`"${text}" stands for no day`);
  if (typeof operand === 'string') return operand;
  const { unit: of, count } = operand;
  if (of === 'day') return addDays(today, count);
  if (of === 'week') return addDays(today, 7 * count);
  return addMonths(today, of === 'year' ? 12 * count : count);
}
