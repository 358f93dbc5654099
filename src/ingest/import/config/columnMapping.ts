import { isTimeZone } from '../formats/isTimeZone.js';
import { fail } from '../values/badConfig.js';

/** The mapping of a column: options of its values, and the expression that gives them. */
export interface ColumnMapping {
  readonly format?: string;
  readonly zone?: string;
  /** Texts that mean "no value", instead of those of the entry. */
  readonly nulls?: readonly string[];
  /** A bad value becomes null, and is counted. */
  readonly onBad?: null;
  /** The first of the hundred years that two-digit years are in. */
  readonly yearsFrom?: number;
  readonly expression: unknown;
}

/** Reads the texts of a `nulls` key. Throws a `UserError`. */
export function nullTexts(nulls: unknown, where: string): readonly string[] {
  const texts = Array.isArray(nulls) ? (nulls as unknown[]) : [nulls];
  return texts.map((text) =>
    typeof text === 'string' ? text : fail(`${where} is neither a text nor a list of texts.`),
  );
}

/** Separates the options of a column's mapping from its expression. Throws a `UserError`. */
export function parseColumnMapping(source: unknown, where: string): ColumnMapping {
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
