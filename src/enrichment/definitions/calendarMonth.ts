import { DataType } from '../../words/dataTypes.js';
import type { DerivedAttribute } from './definition.js';
import { quoted } from './quoted.js';

const forms = {
  text: (day: string) => `to_char(${day}, 'YYYY-MM')`,
  date: (day: string) => `date_trunc('month', ${day}::timestamp)::date`,
  integer: (day: string) => `extract(month from ${day})::integer`,
};

/** What the month of a day can be given as: `2026-03`, its first day, or its number in the year. */
export type MonthForm = keyof typeof forms;

/** The calendar month of a date, or of an instant in a zone. */
export function calendarMonth(
  of: { readonly name: string; readonly dataType: DataType },
  form: MonthForm,
  timeZone: string,
): DerivedAttribute['derived'] {
  const value = quoted(of.name);
  const zone = `'${timeZone.replaceAll("'", "''")}'`;
  const day = of.dataType === DataType.datetime ? `(${value} at time zone ${zone})::date` : value;
  return { from: [of.name], sql: forms[form](day) };
}
