import { BadValue } from '../BadValue.js';
import { readDecimal } from '../formats/numbers.js';
import { addDecimals } from '../values/addDecimals.js';
import { divideDecimals, multiplyDecimals, negateDecimal, subtractDecimals } from '../../../lib/decimals.js';
import { columnsOf, several, two, type Compile, type Expression } from './expression.js';

/** The number of an expression, or null; the fault of a text that is none names the columns it came from. */
function decimalOf({ columns, evaluate }: Expression, fields: Parameters<Expression['evaluate']>[0]): string | null {
  const text = evaluate(fields);
  if (text === null) return null;
  try {
    return readDecimal(text);
  } catch (error) {
    if (error instanceof BadValue) throw new BadValue(error.reason, error.value, columns.join(', '));
    throw error;
  }
}

/** Exact decimal sum; a missing number counts as 0, and where all are missing there is no sum. */
export const sum: Compile = (argument, where, scope) => {
  const parts = several(argument, where, scope);
  const evaluate: Expression['evaluate'] = (fields) => {
    const numbers: string[] = [];
    for (const part of parts) {
      const number = decimalOf(part, fields);
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
    const [left, right] = two(argument, where, scope);
    const evaluate: Expression['evaluate'] = (fields) => {
      const [first, second] = [decimalOf(left, fields), decimalOf(right, fields)];
      return first === null || second === null ? null : calculate(first, second);
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
  const source = scope.compile(argument, where, scope);
  const evaluate: Expression['evaluate'] = (fields) => {
    const number = decimalOf(source, fields);
    return number === null ? null : negateDecimal(number);
  };
  return { columns: source.columns, evaluate };
};
