import { compileJsonPath, foundText } from '../values/jsonPath.js';
import { parseJson } from '../values/jsonValue.js';
import { withinDepth } from '../values/withinDepth.js';
import { fail, keysOf, scalar, type Compile, type Expression, type Scope } from './expression.js';

/** The expression that reads a field of the source. */
function field(index: number, name: string, { nulls }: Scope): Expression {
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

/** Like `trim`, without the call where both ends are plain characters. */
const trimmed = (text: string): string =>
  isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1)) ? text : text.trim();

/** A column of the source, by its name. */
export const column: Compile = (argument, where, scope) =>
  typeof argument === 'string'
    ? field(scope.shape.column(argument, where), argument, scope)
    : fail(`${where} is not the name of a column.`);

/** A text that is the same in every row. */
export const constant: Compile = (argument, where) => {
  const text = scalar(argument) ?? fail(`${where} is not a text, a number, true or false.`);
  return { columns: [], evaluate: () => text };
};

/** What a JSON path finds: `$.a.b` in the record, `{ of, at }` in the JSON text of an expression. Several: their list. */
export const path: Compile = (argument, where, scope) => {
  if (typeof argument === 'string') {
    if (scope.shape.path === undefined)
      return fail(
        `${where}: the rows of ${scope.shape.source} are no records; write path: { of: <column>, at: <path> }.`,
      );
    return field(scope.shape.path(argument, where), argument, scope);
  }
  const { of, at } = keysOf<'of' | 'at'>(argument, where, ['of', 'at']);
  const source = scope.compile(of, `${where}.of`, scope);
  const find = compileJsonPath(at, `${where}.at`);
  const evaluate: Expression['evaluate'] = (fields) => {
    const json = source.evaluate(fields);
    const text = json === null ? null : withinDepth(() => foundText(find(parseJson(json))), json);
    return text === null || scope.nulls.has(text) ? null : text;
  };
  return { columns: source.columns, evaluate };
};
