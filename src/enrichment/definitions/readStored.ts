import { dataTypes, type DataType } from '../../words/dataTypes.js';

/** A regular expression of numbers as text: what PostgreSQL reads as `numeric`, but for NaN and infinity. */
export const numberPattern = String.raw`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$`;

const day = String.raw`(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;

const instant = String.raw`${day}[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([+-](0\d|1[0-5])(:[0-5]\d){0,2}|Z)`;

/** Whether a text that begins like a day names one that its month has. */
const isInMonth = (text: string): string =>
  `extract(day from (left(${text}, 7) || '-01')::date + interval '1 month - 1 day') >= substr(${text}, 9, 2)::integer`;

/** The cast of texts of a form that hold a day of the calendar; nested, because only `case` is evaluated in order. */
const castDay = (text: string, form: string, type: string): string =>
  `case when ${text} ~ '^${form}$' then case when ${isInMonth(text)} then ${text}::${type} end end`;

/**
 * SQL: a stored text as a value of a type; null where it is not one, because one value must not fail the snapshot of all.
 * Numbers are read as `numeric`, which holds any that an import takes; the slot keeps them as they are, or counts them as unfit.
 */
export function readStored(text: string, dataType: DataType): string {
  const { kind, sqlType } = dataTypes[dataType];
  switch (kind) {
    case 'number':
      return `case when ${text} ~ '${numberPattern}' then ${text}::numeric end`;
    case 'flag':
      return `case when lower(${text}) in ('true', 't', 'yes', 'y', 'on', '1') then true
        when lower(${text}) in ('false', 'f', 'no', 'n', 'off', '0') then false end`;
    case 'date':
      return castDay(text, day, sqlType);
    case 'dateTime':
      return castDay(text, instant, sqlType);
    case 'text':
      return text;
  }
}
