import type { Reader } from '../formats/reader.js';
import type { Fields, Shape } from '../sources/importSource.js';
import { fail } from '../values/badConfig.js';
import { BadValue } from '../values/BadValue.js';

/** A compiled expression. */
export interface Expression {
  /** The columns of the source that it reads; none: it is a constant. */
  readonly columns: readonly string[];
  /** The text for one row, without blanks around it, or null. Throws `BadValue`. */
  readonly evaluate: (fields: Fields) => string | null;
}

/** Counts the rows of a source while they are read. */
export interface RowCounter {
  number: number;
}

/** What expressions are compiled against. */
export interface ExpressionScope {
  readonly shape: Shape;
  /** Texts that mean "no value". */
  readonly nulls: ReadonlySet<string>;
  /** The format of the texts that numbers are made of; undefined where they are not converted. */
  readonly number?: Reader | undefined;
  /** The day of the import, `YYYY-MM-DD`. */
  readonly today: string;
  /** The number of the current row among those of the source, the first being 1. */
  readonly row: RowCounter;
  /** What the files of `lookup` hold, by `lookupKey`. */
  readonly lookups: ReadonlyMap<string, ReadonlyMap<string, string | null>>;
  /** Called for each field that is to be read, with the texts that mean "no value" there. */
  readonly onField?: ((index: number, nulls: ReadonlySet<string>) => void) | undefined;
  /** Collects the regular expressions that were compiled. */
  readonly patterns: RegExp[];
  /** Compiles a part of an expression. */
  readonly compile: (source: unknown, where: string, scope: ExpressionScope) => Expression;
}

/** An expression whose texts are read; a `BadValue` names the columns that the text came from. */
export const readBy = ({ columns, evaluate }: Expression, read: Reader): Expression => ({
  columns,
  evaluate(fields) {
    const text = evaluate(fields);
    if (text === null) return null;
    try {
      return read(text);
    } catch (error) {
      if (error instanceof BadValue) throw new BadValue(error.reason, error.value, columns.join(', '));
      throw error;
    }
  },
});

/** Compiles what stands behind an expression's key. `where` is its place in the config. Throws a `UserError`. */
export type Compile = (argument: unknown, where: string, scope: ExpressionScope) => Expression;

/** The text of a value that YAML writes without brackets; undefined for lists, objects and null. */
export const scalar = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

/** Compiles a list of at least one part. */
export const several = (argument: unknown, where: string, scope: ExpressionScope): Expression[] =>
  Array.isArray(argument) && argument.length > 0
    ? argument.map((part, index) => scope.compile(part, `${where}[${index}]`, scope))
    : fail(`${where} is not a list of columns and expressions.`);

/** Compiles a list of exactly two parts. */
export function two(argument: unknown, where: string, scope: ExpressionScope): readonly [Expression, Expression] {
  const [first, second, more] = several(argument, where, scope);
  return first !== undefined && second !== undefined && more === undefined
    ? [first, second]
    : fail(`${where} is not a list of two columns or expressions.`);
}

/** The columns that several expressions read. */
export const columnsOf = (parts: readonly Expression[]): readonly string[] => [
  ...new Set(parts.flatMap((part) => part.columns)),
];

/** What stands behind the keys of an argument such as `{ of, pattern }`; keys with `?` may be missing. */
export function argumentKeys<K extends string>(
  argument: unknown,
  where: string,
  keys: readonly (K | `${K}?`)[],
): Partial<Record<K, unknown>> {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument))
    return fail(`${where} is not written { ${keys.join(', ')} }.`);
  const known = keys.map((key) => key.replace('?', ''));
  const unknown = Object.keys(argument).find((key) => !known.includes(key));
  if (unknown !== undefined) fail(`${where} has an unknown key "${unknown}"; there is ${known.join(', ')}.`);
  const missing = keys.find((key) => !key.endsWith('?') && !(key in argument));
  if (missing !== undefined) fail(`${where} has no key "${missing}".`);
  return argument as Partial<Record<K, unknown>>;
}
