import { UserError } from '../../lib/UserError.js';
import { isTimeZone } from './formats/timeZone.js';

/** What a column's mapping says of its values, and the expression that gives them. */
export interface ColumnWords {
  readonly format?: string;
  readonly zone?: string;
  /** Texts that mean "no value", in the place of those of the entry. */
  readonly nulls?: readonly string[];
  /** A bad value is taken for none, and counted. */
  readonly onBad?: null;
  /** The first of the hundred years that two-digit years are of. */
  readonly yearsFrom?: number;
  readonly expression: unknown;
}

const fail = (sentence: string): never => {
  throw new UserError(sentence, 'BAD_CONFIG');
};

/** The texts of a `nulls` key. Throws a `UserError`. */
export function nullTexts(nulls: unknown, where: string): readonly string[] {
  const texts = Array.isArray(nulls) ? (nulls as unknown[]) : [nulls];
  return texts.map((text) =>
    typeof text === 'string' ? text : fail(`${where} is neither a text nor a list of texts.`),
  );
}

/** Parts a column's mapping from what it says about its values. Throws a `UserError`. */
export function columnWords(source: unknown, where: string): ColumnWords {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) return { expression: source };
  const { format, zone, nulls, onBad, yearsFrom, ...expression } = source as Readonly<Record<string, unknown>>;
  if (format !== undefined && typeof format !== 'string') return fail(`${where}.format is not a text.`);
  if (zone !== undefined && (typeof zone !== 'string' || !isTimeZone(zone)))
    return fail(`${where}.zone: is no IANA time zone (such as Europe/London).`);
  if (onBad !== undefined && onBad !== null)
    return fail(`${where}.onBad can only be null: a bad value is then no value, else its row is a reject.`);
  if (yearsFrom !== undefined && (typeof yearsFrom !== 'number' || !isYear(yearsFrom)))
    return fail(`${where}.yearsFrom is no year from 1 to 9900, such as 1930.`);
  return {
    ...(format !== undefined && { format }),
    ...(zone !== undefined && { zone }),
    ...(nulls !== undefined && { nulls: nullTexts(nulls, `${where}.nulls`) }),
    ...(onBad === null && { onBad }),
    ...(yearsFrom !== undefined && { yearsFrom }),
    expression,
  };
}

const isYear = (year: number): boolean => Number.isInteger(year) && year >= 1 && year <= 9900;
