import { didYouMean } from '../../../lib/nearNames.js';
import { divide, multiply, negate, subtract, sum } from './arithmetic.js';
import { choose, coalesce, lookup } from './choices.js';
import { nullTexts } from '../columnWords.js';
import { numberFormats } from '../formats/numbers.js';
import { column, constant, path, rowNumber } from './columns.js';
import { content } from './content.js';
import { fail, readBy, type Compile, type Expression, type Scope } from './expression.js';
import { all, either, equals, known, matches, not } from './tests.js';
import { concat, lower, replace, trim, upper } from './texts.js';

/** The expressions of a mapping, by the key that names them; each takes what stands behind that key. */
const expressions: Readonly<Record<string, Compile>> = {
  column,
  constant,
  path,
  concat,
  trim,
  lower,
  upper,
  replace,
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
  known,
  not,
  all,
  any: either,
  content,
  rowNumber,
};

/** Expressions that give numbers as they are, or what one of their parts gives; the others give texts of the source. */
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
export function compileExpression(source: unknown, where: string, scope: Scope): Expression {
  if (typeof source === 'string') return compiled(column, source, where, scope);
  if (typeof source === 'object' && source !== null && !Array.isArray(source)) {
    const { format, nulls, ...expression } = source as Readonly<Record<string, unknown>>;
    if (format !== undefined || nulls !== undefined)
      return compileExpression(expression, where, withWords({ format, nulls }, where, scope));
    const [[name, argument] = [], more] = Object.entries(source);
    const compile = name !== undefined && Object.hasOwn(expressions, name) ? expressions[name] : undefined;
    if (name !== undefined && compile === undefined)
      fail(`${where} has an unknown key "${name}".${didYouMean(name, [...Object.keys(expressions), ...words])}`);
    if (more !== undefined) fail(`${where} has a key too many: "${more[0]}".`);
    if (compile !== undefined) return compiled(compile, argument, `${where}.${name}`, scope);
  }
  return fail(`${where} is neither the name of a column nor one of ${Object.keys(expressions).join(', ')}.`);
}

/** Keys of a column's mapping beside its expression. */
const words = ['format', 'zone', 'nulls', 'onBad', 'yearsFrom'] as const;

/** Texts are read as numbers are written, where something says how. */
function compiled(compile: Compile, argument: unknown, where: string, scope: Scope): Expression {
  if (scope.number === undefined || passing.has(compile)) return compile(argument, where, scope);
  return readBy(compile(argument, where, { ...scope, number: undefined }), scope.number);
}

/** The scope of a part that says how its numbers are written, or what means "no value" in it. */
function withWords(
  { format, nulls }: { readonly format: unknown; readonly nulls: unknown },
  where: string,
  scope: Scope,
): Scope {
  const number = format === undefined ? scope.number : typeof format === 'string' ? numberFormats[format] : undefined;
  if (format !== undefined && number === undefined) {
    const said = typeof format === 'string' ? format : JSON.stringify(format);
    return fail(
      `${where}.format: "${said}" is no format of a part; there is ${Object.keys(numberFormats).join(', ')}.`,
    );
  }
  return { ...scope, number, nulls: nulls === undefined ? scope.nulls : new Set(nullTexts(nulls, `${where}.nulls`)) };
}
