import {
  holds,
  every,
  type PlainArgument,
  type PlainKind,
  type PlainValue,
  type Truth,
} from '../../conditions/plainConditions.js';

/** What a definition is asked on. */
export interface SlowMoment {
  readonly today: string;
  readonly timeZone: string;
}

const exists = (day: string): boolean => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** One day, a month or a year further, or back, at a time. */
function step(day: string, unit: string, back: boolean): string {
  const date = new Date(`${day}T00:00:00Z`);
  const days = unit === 'week' ? 7 : 1;
  date.setUTCDate(date.getUTCDate() + (back ? -days : days));
  return date.toISOString().slice(0, 10);
}

/** Months by counting them one by one, and then the greatest day that the month has. */
function months(day: string, count: number, back: boolean): string {
  let [year = 0, month = 0] = day.split('-').map(Number);
  for (let n = 0; n < count; n += 1) {
    month += back ? -1 : 1;
    if (month === 0) [year, month] = [year - 1, 12];
    if (month === 13) [year, month] = [year + 1, 1];
  }
  let date = Number(day.slice(8));
  while (!exists(`${year}-${twoDigits(month)}-${twoDigits(date)}`)) date -= 1;
  return `${year}-${twoDigits(month)}-${twoDigits(date)}`;
}

/** The day that is meant, by counting. */
export function slowDay(text: string, today: string): string {
  if (/^\d{4}-/.test(text)) return text;
  if (text === 'today') return today;
  if (text === 'yesterday') return step(today, 'day', true);
  if (text === 'tomorrow') return step(today, 'day', false);
  const [, count = '0', unit = 'day'] = /(\d+) (day|week|month|year)/.exec(text) ?? [];
  const back = text.endsWith('ago') || text.includes('-');
  if (unit === 'month' || unit === 'year') return months(today, Number(count) * (unit === 'year' ? 12 : 1), back);
  let day = today;
  for (let n = 0; n < Number(count); n += 1) day = step(day, unit, back);
  return day;
}

/** The day of the calendar that an instant lies on in a zone. */
export const localDay = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(instant));

/** One operator of segments. */
function slowOperator(
  kind: PlainKind,
  operator: string,
  stored: PlainValue,
  given: unknown,
  moment: SlowMoment,
): Truth {
  const again = (other: string, argument: unknown): Truth => slowOperator(kind, other, stored, argument, moment);
  const range = given as { readonly from: unknown; readonly to: unknown };
  switch (operator) {
    case 'between': {
      const [after, before] = [again('gt', range.from), again('lt', range.to)];
      return after === null || before === null ? null : after && before;
    }
    case 'notBetween': {
      const [below, above] = [again('lte', range.from), again('gte', range.to)];
      return below === null || above === null ? null : below || above;
    }
    case 'notContains': {
      const found = again('contains', given);
      return found === null ? null : !found;
    }
    case 'isEmpty':
      return (stored === null || /^[ \t\n\r\f\v\u00a0]*$/.test(String(stored))) === given;
  }
  if (kind === 'date' && operator !== 'isNull') {
    const day = (one: unknown): string => slowDay(String(one), moment.today);
    return holds('date', operator, stored, Array.isArray(given) ? given.map(day) : day(given));
  }
  if (kind === 'dateTime' && operator !== 'isNull' && !String(given).includes('T')) {
    const day = stored === null ? null : localDay(String(stored), moment.timeZone);
    return holds('date', operator, day, slowDay(String(given), moment.today));
  }
  const text = (one: unknown): unknown => (kind === 'number' && operator !== 'isNull' ? String(one) : one);
  return holds(kind, operator, stored, (Array.isArray(given) ? given.map(text) : text(given)) as PlainArgument);
}

/** All operators that are given of a stored value. */
export const slowOperators = (
  kind: PlainKind,
  given: Readonly<Record<string, unknown>>,
  stored: PlainValue,
  moment: SlowMoment,
): Truth =>
  every(Object.entries(given).map(([operator, argument]) => slowOperator(kind, operator, stored, argument, moment)));
