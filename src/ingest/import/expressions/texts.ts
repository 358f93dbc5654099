import { fail } from '../values/badConfig.js';
import { BadValue } from '../values/BadValue.js';
import { compilePattern } from '../values/compilePattern.js';
import { argumentKeys, columnsOf, several, type Compile, type Expression, type ExpressionScope } from './expression.js';

/** Texts one after the other; null where any is. */
export const concat: Compile = (argument, where, scope) => {
  const parts = several(argument, where, scope);
  const evaluate: Expression['evaluate'] = (fields) => {
    let all = '';
    for (const part of parts) {
      const text = part.evaluate(fields);
      if (text === null) return null;
      all += text;
    }
    return all;
  };
  return { columns: columnsOf(parts), evaluate };
};

/** An expression that changes the text of another; a result that means "no value" is null. */
const changed =
  (change: (text: string) => string): Compile =>
  (argument, where, scope) =>
    changedText(scope.compile(argument, where, scope), change, scope);

function changedText(
  { columns, evaluate }: Expression,
  change: (text: string) => string,
  { nulls }: ExpressionScope,
): Expression {
  return {
    columns,
    evaluate(fields) {
      const text = evaluate(fields);
      const result = text === null ? null : change(text);
      return result === null || nulls.has(result) ? null : result;
    },
  };
}

/** Without the blanks around it, such as a part of `concat` or `replace` may leave. */
const trim: Compile = changed((text) => text.trim());

/** In lower case. */
const lower: Compile = changed((text) => text.toLowerCase());

/** In upper case. */
const upper: Compile = changed((text) => text.toUpperCase());

/** Characters of a text that a pattern works on. */
const longestText = 10_000;

/** Compiles a pattern for texts of at most 10,000 characters; longer ones make their row a reject. */
export function boundedPattern(pattern: unknown, where: string, scope: ExpressionScope, flags?: string) {
  const expression = compilePattern(pattern, where, flags);
  scope.patterns.push(expression);
  return (text: string): RegExp => {
    if (text.length > longestText)
      throw new BadValue(`is longer than ${longestText} characters, too long for a pattern`, text);
    return expression;
  };
}

/** Every match of a regular expression replaced; `$1` or `$<name>` in `with` stand for groups. */
const replace: Compile = (argument, where, scope) => {
  const { of, pattern, with: by } = argumentKeys<'of' | 'pattern' | 'with'>(argument, where, ['of', 'pattern', 'with']);
  if (typeof by !== 'string') return fail(`${where}.with is not a text.`);
  const source = scope.compile(of, `${where}.of`, scope);
  const bounded = boundedPattern(pattern, `${where}.pattern`, scope, 'gu');
  return changedText(source, (text) => text.replace(bounded(text), by).trim(), scope);
};

/** The expressions that only change the text of a column, by their keys. */
export const textExpressions = { trim, lower, upper, replace } satisfies Readonly<Record<string, Compile>>;
