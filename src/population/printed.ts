import type { Operand } from '../operands/operand.js';

const datePattern = /^(\d{4,7})-(\d\d)-(\d\d)( BC)?$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d){0,2}$/;

/** Whether PostgreSQL can print a day so: one of the calendar, from 4713 BC to the given year. */
function isDate(text: string, lastYear: number): boolean {
  const [, year = '', month = '', day = '', bc] = datePattern.exec(text) ?? [];
  const years = Number(year);
  if (years < 1 || years > (bc === undefined ? lastYear : 4713)) return false;
  // The calendar comes again every 400 years, and a year far away is none that JavaScript knows.
  const [one, last] = [bc === undefined ? years : 1 - years, Number(month)];
  const alike = 2000 + (((one % 400) + 400) % 400);
  return last >= 1 && last <= 12 && Number(day) >= 1 && Number(day) <= new Date(Date.UTC(alike, last, 0)).getUTCDate();
}

function isInstant(text: string): boolean {
  const [, date = '', time = '', bc = ''] = /^(\S+) (\S+?)( BC)?$/.exec(text) ?? [];
  return timePattern.test(time) && isDate(`${date}${bc}`, 294_276);
}

const isInfinite = (text: string): boolean => /^-?infinity$/.test(text);

/** A `real` from 0 to 1; one that is too small for it PostgreSQL does not read as 0. */
function isScore(text: string): boolean {
  const value = Number(text);
  return (
    /^\d(\.\d{1,12})?(e-\d{1,2})?$/.test(text) &&
    value <= 1 &&
    (value === 0) === /^0(\.0+)?$/.test(text) &&
    (value === 0 || Math.fround(value) > 0)
  );
}

const tests: Readonly<Record<Operand['kind'], (text: string) => boolean>> = {
  text: (text) => /^(?:[^\0\p{Surrogate}])*$/su.test(text),
  // Values of metrics have as many places as they were stored with.
  number: (text) => /^-?\d{1,1000}(\.\d{1,1000})?$|^NaN$/.test(text),
  date: (text) => isInfinite(text) || isDate(text, 5_874_897),
  dateTime: (text) => isInfinite(text) || isInstant(text),
  flag: (text) => /^(true|false)$/.test(text),
  score: isScore,
};

/** Whether a text is what PostgreSQL may print for a value of a kind; what else a cursor holds was not put there by us. */
export const isPrinted = (kind: Operand['kind'], text: string): boolean => tests[kind](text);
