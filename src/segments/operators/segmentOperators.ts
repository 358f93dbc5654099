import { conditionOperators, type OperatorWord } from '../../words/conditionOperators.js';
import { wordList } from '../../words/vocabulary.js';
import { ValueKind } from '../../words/dataTypes.js';

/**
 * The operators of conditions of segments, in the order of the API: those of filters under the same names, but that the ends of
 * `between` do not belong to it; and some of their own.
 */
const operators = {
  ...conditionOperators,
  /** Below the range, above it, or one of its ends. */
  notBetween: { takes: 'range' },
  notContains: { takes: 'text' },
  /** Missing, or nothing but white space. */
  isEmpty: { takes: 'presence' },
} as const satisfies Readonly<Record<string, OperatorWord>>;

/** The name of an operator of conditions of segments. */
export type SegmentOperator = keyof typeof operators;

/** What a condition says of one value: operators with their arguments, all of which must hold; checked by `operatorForms`. */
export type SegmentOperators = { readonly [Operator in SegmentOperator]?: unknown };

/** What each operator is given. */
export const segmentOperators: Readonly<Record<SegmentOperator, OperatorWord>> = operators;

const isOfTexts = (operator: SegmentOperator): boolean =>
  operators[operator].takes === 'text' || operator === 'isEmpty';

/** Which operators a kind of values has. Flags have no order, and instants no lists: a day is a range of them. */
export function operatorsOf(kind: ValueKind): readonly SegmentOperator[] {
  const all = wordList(operators);
  if (kind === ValueKind.text) return all;
  const plain = all.filter((operator) => !isOfTexts(operator));
  if (kind === ValueKind.flag)
    return plain.filter((operator) => ['value', 'presence'].includes(operators[operator].takes));
  return kind === ValueKind.dateTime ? plain.filter((operator) => operators[operator].takes !== 'list') : plain;
}

/** The operators that are given, in the order in which they stand there. */
export const operatorsIn = (given: SegmentOperators): readonly SegmentOperator[] =>
  (Object.keys(given) as SegmentOperator[]).filter((operator) => given[operator] !== undefined);
