import { sql, type SQL } from 'drizzle-orm';
import type { Comparable, Operators } from '../../config.js';
import { folded } from '../../db/folded.js';
import { list, literal } from '../../db/sql.js';
import { asFolded, asNumber, asText } from './columns.js';

const texts = (words: string): SQL => list(words.split(' ').map(literal));
const trueTexts = texts('true t yes y on 1');
const falseTexts = texts('false f no n off 0');

/** A constant: statements that make tables take no parameters. */
const constant = (value: string | number): SQL => (typeof value === 'string' ? literal(value) : sql.raw(`(${value})`));

/** The column as what a value is written as. */
const comparableTo = (column: SQL, value: string | number): SQL =>
  typeof value === 'string' ? asText(column) : asNumber(column);

const isFlag = (column: SQL, flag: boolean): SQL => sql`${asFolded(column)} in (${flag ? trueTexts : falseTexts})`;

const compare = (operator: string) => (column: SQL, value: string | number) =>
  sql`${comparableTo(column, value)} ${sql.raw(operator)} ${constant(value)}`;

const is = (column: SQL, value: Comparable): SQL =>
  typeof value === 'boolean' ? isFlag(column, value) : compare('=')(column, value);

/** Whether the column is one of values; each is compared as what it is written as. */
function isOneOf(column: SQL, values: readonly Comparable[]): SQL {
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const plain = [texts, numbers].flatMap((some) =>
    some[0] === undefined ? [] : [sql`${comparableTo(column, some[0])} in (${list(some.map(constant))})`],
  );
  const flags = values.filter((value) => typeof value === 'boolean').map((value) => isFlag(column, value));
  return sql`(${sql.join([...plain, ...flags], sql` or `)})`;
}

/** What is unknown, since the column holds another kind of value, does not hold either. */
const butNot = (column: SQL, condition: SQL): SQL => sql`(${column} is not null and (${condition}) is not true)`;

type Given = { readonly [Key in keyof Operators]-?: NonNullable<Operators[Key]> };

/** Every operator over a column: true, or false or null where it does not hold; null never does, but for `isNull`. */
const operators: { readonly [Key in keyof Given]: (column: SQL, given: Given[Key]) => SQL } = {
  is,
  isNot: (column, value) => butNot(column, is(column, value)),
  in: isOneOf,
  notIn: (column, values) => butNot(column, isOneOf(column, values)),
  gt: compare('>'),
  gte: compare('>='),
  lt: compare('<'),
  lte: compare('<='),
  between: (column, { from, to }) => sql`(${compare('>=')(column, from)} and ${compare('<=')(column, to)})`,
  contains: (column, text) => sql`strpos(${asFolded(column)}, ${folded(literal(text))}) > 0`,
  startsWith: (column, text) => sql`starts_with(${asFolded(column)}, ${folded(literal(text))})`,
  endsWith: (column, text) =>
    sql`right(${asFolded(column)}, length(${folded(literal(text))})) = ${folded(literal(text))}`,
  isNull: (column, isNull) => (isNull ? sql`${column} is null` : sql`${column} is not null`),
};

/** The conditions that operators set on a column, all of which must hold. Constants stand in them as literals. */
export const operatorConditions = (column: SQL, given: Operators): SQL[] =>
  Object.entries(given).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [(operators[name as keyof Given] as (column: SQL, given: unknown) => SQL)(column, value)],
  );
