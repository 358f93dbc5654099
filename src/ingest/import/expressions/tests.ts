import { argumentKeys, columnsOf, several, two, type Compile, type Expression } from './expression.js';
import { boundedPattern } from './texts.js';

/** An expression that is `true` or `false`, never null. */
const test = (
  columns: readonly string[],
  holds: (fields: Parameters<Expression['evaluate']>[0]) => boolean,
): Expression => ({
  columns,
  evaluate: (fields) => (holds(fields) ? 'true' : 'false'),
});

/** Whether a regular expression is found in a text; in no text it is not. */
export const matches: Compile = (argument, where, scope) => {
  const { of, pattern } = argumentKeys<'of' | 'pattern'>(argument, where, ['of', 'pattern']);
  const { columns, evaluate } = scope.compile(of, `${where}.of`, scope);
  const bounded = boundedPattern(pattern, `${where}.pattern`, scope);
  return test(columns, (fields) => {
    const text = evaluate(fields);
    return text !== null && bounded(text).test(text);
  });
};

/** Whether two texts are known and the same, letter by letter. */
export const equals: Compile = (argument, where, scope) => {
  const [left, right] = two(argument, where, scope);
  return test(columnsOf([left, right]), (fields) => {
    const text = left.evaluate(fields);
    return text !== null && text === right.evaluate(fields);
  });
};

/** Whether there is a value. */
export const hasValue: Compile = (argument, where, scope) => {
  const { columns, evaluate } = scope.compile(argument, where, scope);
  return test(columns, (fields) => evaluate(fields) !== null);
};

/** Whether a test is anything but true. */
export const not: Compile = (argument, where, scope) => {
  const { columns, evaluate } = scope.compile(argument, where, scope);
  return test(columns, (fields) => evaluate(fields) !== 'true');
};

/** Whether every test is true. */
export const allTrue: Compile = (argument, where, scope) => {
  const parts = several(argument, where, scope);
  return test(columnsOf(parts), (fields) => parts.every(({ evaluate }) => evaluate(fields) === 'true'));
};

/** Whether at least one test is true. */
export const anyTrue: Compile = (argument, where, scope) => {
  const parts = several(argument, where, scope);
  return test(columnsOf(parts), (fields) => parts.some(({ evaluate }) => evaluate(fields) === 'true'));
};
