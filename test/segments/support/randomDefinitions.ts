import fc from 'fast-check';
import type { SlowDefinition } from './slowSegments.js';

type Given = Readonly<Record<string, unknown>>;

/** A condition of a kind, as a definition has it. */
export type RandomCondition = Readonly<Record<string, Given>>;

const texts = ['', ' ', '\t', 'a', 'B', 'Ab', '%', '_', '\\', 'é', 'Ee', "it's", '10%_\\', 'zz', ' x'];
const ids = ['A05', 'B10', 'c', 'A', ''];
const numbers = [-2, 0, '1', 2, '2.50', 3, 10, '99.9999', 5];
const days = [
  '2026-01-31',
  '2026-02-28',
  '2026-03-01',
  '2026-03-02',
  'today',
  'yesterday',
  'tomorrow',
  '1 month ago',
  '30 days ago',
  'today - 2 weeks',
  'in 3 days',
  '1 year ago',
];
const instants = ['2026-03-01T23:30:00Z', '2026-03-02T00:00:00.000001Z', '2026-02-28T23:00:00-02:00'];

/** Values that occur, by the names of the random world. */
export const randomValues = { texts, ids, numbers, days, instants };

const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const range = (value: fc.Arbitrary<unknown>) => fc.record({ from: value, to: value });
const some = (value: fc.Arbitrary<unknown>) => fc.array(value, { minLength: 1, maxLength: 3 });

function operatorsOn(arguments_: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Given> {
  const one = fc
    .constantFrom(...Object.keys(arguments_))
    .chain((operator) => (arguments_[operator] as fc.Arbitrary<unknown>).map((argument) => ({ [operator]: argument })));
  return fc.array(one, { minLength: 1, maxLength: 2 }).map((all) => Object.assign({}, ...all) as Given);
}

const flag = fc.boolean();
const equal = (value: fc.Arbitrary<unknown>) => ({ is: value, isNot: value, isNull: flag });
const listed = (value: fc.Arbitrary<unknown>) => ({ in: some(value), notIn: some(value) });
const ordered = (value: fc.Arbitrary<unknown>) => ({
  gt: value,
  gte: value,
  lt: value,
  lte: value,
  between: range(value),
  notBetween: range(value),
});
const ofTexts = (value: fc.Arbitrary<unknown>) => ({
  contains: value,
  notContains: value,
  startsWith: value,
  endsWith: value,
  isEmpty: flag,
});

const text = pick(texts);
const onText = operatorsOn({ ...equal(text), ...listed(text), ...ofTexts(text) });
const onId = operatorsOn({ ...equal(pick(ids)), ...listed(pick(ids)), ...ordered(pick(ids)) });
/** Operators on numbers. */
export const onNumber = operatorsOn({ ...equal(pick(numbers)), ...listed(pick(numbers)), ...ordered(pick(numbers)) });
/** Operators on days. */
export const onDate = operatorsOn({ ...equal(pick(days)), ...listed(pick(days)), ...ordered(pick(days)) });
const moment = fc.oneof(pick(days), pick(instants));
const onDateTime = operatorsOn({ ...equal(moment), ...ordered(moment) });
const onFlag = operatorsOn(equal(flag));

const named = (kind: string, name: string, member: string, operators: fc.Arbitrary<Given>) =>
  operators.map((given): RandomCondition => ({ [kind]: { name, [member]: given } }));

const is = fc.option(flag, { nil: undefined });

/** Without members that are undefined. */
const given = (kind: string, members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<RandomCondition> =>
  fc.record(members).map((all) => ({
    [kind]: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
  }));

const maybe = (values: readonly string[]) => fc.option(pick(values), { nil: undefined });

/** Conditions on columns, attributes, consent, metrics and lists of the random world. */
export const randomConditions: readonly fc.Arbitrary<RandomCondition>[] = [
  named('column', 'id', 'text', onId),
  named('column', 'city', 'text', onText),
  named('column', 'sourceRecords', 'number', onNumber),
  named('column', 'birthdate', 'date', onDate),
  named('column', 'createdAt', 'dateTime', onDateTime),
  named('attribute', 'LABEL', 'text', onText),
  named('attribute', 'MEMBER', 'flag', onFlag),
  named('attribute', 'AMOUNT', 'number', onNumber),
  named('attribute', 'DAY', 'date', onDate),
  named('attribute', 'AT', 'dateTime', onDateTime),
  given('contactable', {
    by: fc.uniqueArray(pick(['EMAIL', 'PHONE', 'ADDRESS', 'PAID_SOCIAL']), { minLength: 1 }),
    is,
  }),
  given('consent', {
    channel: pick(['EMAIL', 'SMS']),
    program: maybe(['', 'news']),
    brand: maybe(['', 'Z']),
    optedIn: is,
  }),
  given('metric', {
    level: pick(['CUSTOMER', 'ACCOUNT', 'CONTRACT', 'COMPANY', 'INDUSTRY']),
    name: pick(['total', 'mean', 'least', 'own']),
    effective: maybe(['2026-01-31', '1 month ago', 'today', '2026-02-01']),
    number: onNumber,
  }),
  given('list', { id: pick(['long', 'short', 'empty']), is }),
];

/** Random definitions of some kinds of conditions, with the segments `s0` … where they may name some. */
export function randomDefinitions(
  conditions: readonly fc.Arbitrary<RandomCondition>[],
  segments = 0,
): fc.Arbitrary<SlowDefinition> {
  const named = given('segment', { id: fc.nat(Math.max(0, segments - 1)).map((n) => `s${n}`), is });
  // As likely as three other conditions.
  const all = segments === 0 ? conditions : [...conditions, named, named, named];
  const join = fc.option(fc.constantFrom('AND', 'OR'), { nil: undefined });
  const group = fc
    .record({ join, conditions: fc.array(fc.oneof(...all), { minLength: 1, maxLength: 3 }) })
    .map(({ join: joined, conditions: of }) => ({ ...(joined !== undefined && { join: joined }), conditions: of }));
  const include = fc
    .record({ join, groups: fc.array(group, { maxLength: 3 }) })
    .map(({ join: joined, groups }) => ({ ...(joined !== undefined && { join: joined }), groups }));
  return fc
    .record({ include: fc.option(include, { nil: undefined, freq: 8 }), exclude: fc.array(group, { maxLength: 2 }) })
    .map(({ include: included, exclude }) => ({
      ...(included !== undefined && { include: included }),
      ...(exclude.length > 0 && { exclude }),
    }));
}
