import { didYouMean } from '../../../lib/nearNames.js';
import { divide, multiply, negate, subtract, sum } from './arithmetic.js';
import { choose, coalesce, lookup } from './choices.js';
import { column, constant, path } from './columns.js';
import { content } from './content.js';
import { fail, type Compile, type Expression, type Scope } from './expression.js';
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
};

/**
 * Compiles a column's name or `{ <expression>: <argument> }`. `where` is the place in the config, for sentences. Throws
 * a `UserError`.
 */
export function compileExpression(source: unknown, where: string, scope: Scope): Expression {
  if (typeof source === 'string') return column(source, where, scope);
  if (typeof source === 'object' && source !== null && !Array.isArray(source)) {
    const [[name, argument] = [], more] = Object.entries(source);
    const compile = name !== undefined && Object.hasOwn(expressions, name) ? expressions[name] : undefined;
    if (name !== undefined && compile === undefined)
      fail(
        `${where} has an unknown key "${name}".${didYouMean(name, [...Object.keys(expressions), 'format', 'zone'])}`,
      );
    if (more !== undefined) fail(`${where} has a key too many: "${more[0]}".`);
    if (compile !== undefined) return compile(argument, `${where}.${name}`, scope);
  }
  return fail(`${where} is neither the name of a column nor one of ${Object.keys(expressions).join(', ')}.`);
}
