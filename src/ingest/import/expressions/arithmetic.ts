import { divideDecimals, multiplyDecimals, negateDecimal, subtractDecimals } from '../../../lib/numbers/decimals.js';
import { readDecimal } from '../formats/numbers.js';
import { addDecimals } from '../values/addDecimals.js';
import { columnsOf, readBy, several, two, type Compile, type Expression } from './expression.js';

/** The number of an expression, or null. */
const decimal = (part: Expression): Expression => readBy(part, readDecimal);

/** Exact decimal sum; a missing number counts as 0, and where all are missing there is no sum. */
export const sum: Compile = (argument, where, scope) => {
  const parts = several(argument, where, scope).map(decimal);
  const evaluate: Expression['evaluate'] = (fields) => {
    const numbers: string[] = [];
    for (const part of parts) {
      const number = part.evaluate(fields);
      if (number !== null) numbers.push(number);
    }
    return numbers.length === 0 ? null : addDecimals(numbers);
  };
  return { columns: columnsOf(parts), evaluate };
};

/** A number of two others; null where either is missing. */
const ofTwo =
  (calculate: (left: string, right: string) => string | null): Compile =>
  (argument, where, scope) => {
    const [first, second] = two(argument, where, scope);
    const [left, right] = [decimal(first), decimal(second)];
    const evaluate: Expression['evaluate'] = (fields) => {
      const [one, other] = [left.evaluate(fields), right.evaluate(fields)];
      return one === null || other === null ? null : calculate(one, other);
    };
    return { columns: columnsOf([left, right]), evaluate };
  };

/** The first number less the second, exactly. */
export const subtract: Compile = ofTwo(subtractDecimals);

/** The exact product of two numbers. */
export const multiply: Compile = ofTwo(multiplyDecimals);

/** The first number divided by the second, rounded to 10 decimals; null where the second is 0. */
export const divide: Compile = ofTwo(divideDecimals);

/** The number with the other sign. */
export const negate: Compile = (argument, where, scope) => {
  const source = decimal(scope.compile(argument, where, scope));
  const evaluate: Expression['evaluate'] = (fields) => {
    const number = source.evaluate(fields);
    return number === null ? null : negateDecimal(number);
  };
  return { columns: source.columns, evaluate };
};
