import { BadValue } from '../BadValue.js';
import { compilePattern } from '../compilePattern.js';
import { columnsOf, fail, keysOf, several, type Compile, type Expression, type Scope } from './expression.js';

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

/** An expression made of one other; what comes to a null text is null. */
const changed =
  (change: (text: string) => string): Compile =>
  (argument, where, scope) =>
    change1(scope.compile(argument, where, scope), change, scope);

function change1({ columns, evaluate }: Expression, change: (text: string) => string, { nulls }: Scope): Expression {
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
export const trim: Compile = changed((text) => text.trim());

export const lower: Compile = changed((text) => text.toLowerCase());

export const upper: Compile = changed((text) => text.toUpperCase());

/** Characters of a text that a pattern works on. */
const longestText = 10_000;

/** Compiles a pattern for texts of at most 10,000 characters; longer ones make their row a reject. */
export function boundedPattern(pattern: unknown, where: string, scope: Scope, flags?: string) {
  const expression = compilePattern(pattern, where, flags);
  scope.patterns.push(expression);
  return (text: string): RegExp => {
    if (text.length > longestText)
      throw new BadValue(`is longer than ${longestText} characters, too long for a pattern`, text);
    return expression;
  };
}

/** Every match of a regular expression replaced; `$1` or `$<name>` in `with` stand for groups. */
export const replace: Compile = (argument, where, scope) => {
  const { of, pattern, with: by } = keysOf<'of' | 'pattern' | 'with'>(argument, where, ['of', 'pattern', 'with']);
  if (typeof by !== 'string') return fail(`${where}.with is not a text.`);
  const source = scope.compile(of, `${where}.of`, scope);
  const bounded = boundedPattern(pattern, `${where}.pattern`, scope, 'gu');
  return change1(source, (text) => text.replace(bounded(text), by).trim(), scope);
};
