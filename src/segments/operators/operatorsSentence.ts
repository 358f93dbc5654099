import type { ValueKind } from '../../words/dataTypes.js';
import { operatorsIn, type SegmentOperator, type SegmentOperators } from './segmentOperators.js';

const shown = 10;

/** A value as a sentence names it: in quotes where it is more than a word. */
const word = (value: unknown): string => {
  const text = String(value);
  return /^[\p{L}\p{N}.:@+_-]+$/u.test(text) ? text : JSON.stringify(text);
};

/** Values as a sentence lists them: `DE, AT or CH`. */
export function listed(values: readonly unknown[], conjunction: 'and' | 'or'): string {
  const words = values.slice(0, shown).map((value) => word(value));
  if (values.length > shown) return `${words.join(', ')} ${conjunction} ${values.length - shown} more`;
  const [last = ''] = words.slice(-1);
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** Days as a sentence names them, with `30 days ago` as it is said. */
const day = (value: unknown): string => String(value);

interface Range {
  readonly from: unknown;
  readonly to: unknown;
}

type Said = { readonly [Operator in SegmentOperator]: (argument: never) => string };

const said = (value: (value: unknown) => string, than: readonly [string, string, string, string]): Said => ({
  is: (given) => `is ${value(given)}`,
  isNot: (given) => `is not ${value(given)}`,
  in: (given) => `is ${listed(given, 'or')}`,
  notIn: (given) => `is none of ${listed(given, 'and')}`,
  gt: (given) => than[0].replace('_', () => value(given)),
  gte: (given) => than[1].replace('_', () => value(given)),
  lt: (given) => than[2].replace('_', () => value(given)),
  lte: (given) => than[3].replace('_', () => value(given)),
  between: ({ from, to }: Range) => `lies between ${value(from)} and ${value(to)}, without both`,
  notBetween: ({ from, to }: Range) => `does not lie between ${value(from)} and ${value(to)}`,
  contains: (given) => `contains ${JSON.stringify(given)}`,
  notContains: (given) => `does not contain ${JSON.stringify(given)}`,
  startsWith: (given) => `begins with ${JSON.stringify(given)}`,
  endsWith: (given) => `ends with ${JSON.stringify(given)}`,
  isNull: (given) => (given === true ? 'is not known' : 'is known'),
  isEmpty: (given) => (given === true ? 'is empty' : 'is not empty'),
});

const ofValues = said(word, ['is more than _', 'is at least _', 'is less than _', 'is at most _']);
const ofTexts = said(word, ['comes after _', 'is _ or comes after it', 'comes before _', 'is _ or comes before it']);
const ofDays = said(day, ['is later than _', 'is _ or later', 'is earlier than _', 'is _ or earlier']);

const byKind: Readonly<Record<ValueKind, Said>> = {
  text: ofTexts,
  number: ofValues,
  date: ofDays,
  dateTime: ofDays,
  flag: ofValues,
};

/** What checked operators say of a value of a kind, as what follows its name: `is DE or AT`, `is after 2026-01-01 and is known`. */
export const operatorsSentence = (kind: ValueKind, given: SegmentOperators): string =>
  operatorsIn(given)
    .map((operator) => byKind[kind][operator](given[operator] as never))
    .join(' and ');
