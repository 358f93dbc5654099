import { didYouMean } from '../../../lib/text/nearNames.js';
import { nullTexts } from '../config/columnMapping.js';
import { numberFormats } from '../formats/numbers.js';
import { fail } from '../values/badConfig.js';
import { divide, multiply, negate, subtract, sum } from './arithmetic.js';
import { choose, coalesce, lookup } from './choices.js';
import { column, constant, path, rowNumber } from './columns.js';
import { content } from './content.js';
import { object } from './object.js';
import { readBy, type Compile, type Expression, type ExpressionScope } from './expression.js';
import { allTrue, anyTrue, equals, hasValue, matches, not } from './tests.js';
import { concat, textExpressions } from './texts.js';

/** The expressions of a mapping, by the key that names them; each takes what stands behind that key. */
const expressions: Readonly<Record<string, Compile>> = {
  column,
  constant,
  path,
  concat,
  ...textExpressions,
  sum,
  subtract,
  multiply,
  divide,
  negate,
  coalesce,
  if: choose,
  lookup,
  matches,
  equals,
  known: hasValue,
  not,
  all: allTrue,
  any: anyTrue,
  content,
  object,
  rowNumber,
};

/** Expressions that give numbers, or the value of one of their parts; the others give texts of the source. */
const passing: ReadonlySet<Compile> = new Set([
  constant,
  sum,
  subtract,
  multiply,
  divide,
  negate,
  coalesce,
  choose,
  lookup,
  rowNumber,
]);

/**
 * Compiles a column's name or `{ <expression>: <argument> }`. `where` is the place in the config, for sentences. Throws
 * a `UserError`.
 */
export function compileExpression(source: unknown, where: string, scope: ExpressionScope): Expression {
  if (typeof source === 'string') return compiled(column, source, where, scope);
  if (typeof source === 'object' && source !== null && !Array.isArray(source)) {
    const { format, nulls, ...expression } = source as Readonly<Record<string, unknown>>;
    if (format !== undefined || nulls !== undefined)
      return compileExpression(expression, where, withOptions({ format, nulls }, where, scope));
    const [[name, argument] = [], more] = Object.entries(source);
    const compile = name !== undefined && Object.hasOwn(expressions, name) ? expressions[name] : undefined;
    if (name !== undefined && compile === undefined)
      fail(
        `${where} has an unknown key "${name}".${didYouMean(name, [...Object.keys(expressions), ...columnOptions])}`,
      );
    if (more !== undefined) fail(`${where} has a key too many: "${more[0]}".`);
    if (compile !== undefined) return compiled(compile, argument, `${where}.${name}`, scope);
  }
  return fail(`${where} is neither the name of a column nor one of ${Object.keys(expressions).join(', ')}.`);
}

/** Keys of a column's mapping beside its expression. */
const columnOptions = ['format', 'zone', 'nulls', 'onBad', 'yearsFrom'] as const;

/** Compiles an expression; where numbers have a format, the texts that it gives are read in it. */
function compiled(compile: Compile, argument: unknown, where: string, scope: ExpressionScope): Expression {
  if (scope.number === undefined || passing.has(compile)) return compile(argument, where, scope);
  return readBy(compile(argument, where, { ...scope, number: undefined }), scope.number);
}

/** The scope of a part that has its own format of numbers, or its own texts for "no value". */
function withOptions(
  { format, nulls }: { readonly format: unknown; readonly nulls: unknown },
  where: string,
  scope: ExpressionScope,
): ExpressionScope {
  const known = typeof format === 'string' && Object.hasOwn(numberFormats, format) ? numberFormats[format] : undefined;
  const number = format === undefined ? scope.number : known;
  if (format !== undefined && number === undefined) {
    const said = typeof format === 'string' ? format : JSON.stringify(format);
    return fail(
      `${where}.format: "${said}" is no format of a part; there is ${Object.keys(numberFormats).join(', ')}.`,
    );
  }
  return { ...scope, number, nulls: nulls === undefined ? scope.nulls : new Set(nullTexts(nulls, `${where}.nulls`)) };
}
