import type { Reader } from '../formats/reader.js';
import { fail } from '../values/badConfig.js';
import { BadValue } from '../values/BadValue.js';
import { compileJsonPath, foundText } from '../values/jsonPath.js';
import { parseJson } from '../values/jsonValue.js';
import { withinDepth } from '../values/withinDepth.js';
import { argumentKeys, scalar, type Compile, type Expression, type ExpressionScope } from './expression.js';

/** The expression that reads a field of the source. */
function field(index: number, name: string, { nulls, onField }: ExpressionScope): Expression {
  onField?.(index, nulls);
  const longestNull = Math.max(-1, ...[...nulls].map((text) => text.length));
  const evaluate: Expression['evaluate'] = (fields) => {
    const found = fields[index];
    if (found === undefined || found === null) return null;
    const text = trimmed(found);
    // A set hashes its text, which takes longer than all the rest.
    return text.length <= longestNull && nulls.has(text) ? null : text;
  };
  return { columns: [name], evaluate };
}

const isVisible = (code: number): boolean => code > 32 && code < 127;

/** Trims a text; the call is avoided where both ends are visible ASCII, as in most texts. */
const trimmed = (text: string): string =>
  isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1)) ? text : text.trim();

/** A column of the source, by its name. */
export const column: Compile = (argument, where, scope) =>
  typeof argument === 'string'
    ? field(scope.shape.column(argument, where), argument, scope)
    : fail(`${where} is not the name of a column.`);

/**
 * The text of a value in the config; null for an empty one. Where the source's numbers have a format, texts of the
 * config are in that format too, but not its numbers. Throws a `UserError`.
 */
export function constantText(value: unknown, where: string, { number }: ExpressionScope): string | null {
  const text = scalar(value) ?? fail(`${where} is not a text, a number, true or false.`);
  if (text === '') return null;
  return number === undefined || typeof value !== 'string' ? text : numberOf(text, where, number);
}

/** Reads a number of the config, or of a lookup's file. Throws a `UserError`. */
export function numberOf(text: string, where: string, read: Reader): string {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof BadValue) return fail(`${where}: "${error.value}" ${error.reason}.`);
    throw error;
  }
}

/** A text that is the same in every row. */
export const constant: Compile = (argument, where, scope) => {
  const text = constantText(argument, where, scope);
  return { columns: [], evaluate: () => text };
};

/** The number of the row among those of the source, rejects and skipped ones included; the first is 1. */
export const rowNumber: Compile = (argument, where, { row }) =>
  argument === true
    ? { columns: ['rowNumber'], evaluate: () => String(row.number) }
    : fail(`${where} is not written rowNumber: true.`);

/**
 * What a JSON path finds: `$.a.b` in the record, `{ of, at }` in the JSON text of an expression. Several: their list.
 */
export const path: Compile = (argument, where, scope) => {
  if (typeof argument === 'string') {
    if (scope.shape.path === undefined)
      return fail(
        `${where}: the rows of ${scope.shape.source} are no records; write path: { of: <column>, at: <path> }.`,
      );
    return field(scope.shape.path(argument, where), argument, scope);
  }
  const { of, at } = argumentKeys<'of' | 'at'>(argument, where, ['of', 'at']);
  const source = scope.compile(of, `${where}.of`, scope);
  const find = compileJsonPath(at, `${where}.at`);
  const evaluate: Expression['evaluate'] = (fields) => {
    const json = source.evaluate(fields);
    const text = json === null ? null : withinDepth(() => foundText(find(parseJson(json))), json);
    return text === null || scope.nulls.has(text) ? null : text;
  };
  return { columns: source.columns, evaluate };
};
