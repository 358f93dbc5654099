import { sql, type SQL } from 'drizzle-orm';
import { folded, foldedLiterally, hasFolded } from '../db/folded.js';
import { checkNumber, checkValue } from '../lib/checks/checkValue.js';
import type { ArgumentOf, ConditionOperator, Operators } from '../words/conditionOperators.js';
import { sqlType, type Comparand } from './Comparand.js';
import { givenOperators } from './givenOperators.js';
import { asParameter, type ValueBinder } from './ValueBinder.js';

/** What values are compared with, and how they get into the statement. */
interface Side extends Comparand {
  readonly bind: ValueBinder;
}

const valueSql = ({ kind, bind }: Side, value: unknown): SQL => sql`${bind(value)}::${sqlType(kind)}`;

function listSql({ kind, bind }: Side, values: readonly unknown[]): SQL {
  // The driver takes a list that begins with a flag for one flag.
  const bound = kind === 'flag' ? sql`${bind(values.map(String))}::text[]` : bind(values);
  return sql`${bound}::${sqlType(kind)}[]`;
}

const foldedOf = (side: Side): SQL => side.folded ?? folded(side.sql);

const literally = ({ bind }: Side, text: string): SQL => foldedLiterally(bind(text));

type OperatorSql = { readonly [Operator in ConditionOperator]: (side: Side, argument: ArgumentOf<Operator>) => SQL };

/** Every operator: true, or false or null where it does not hold; but for `isNull` none holds for null. */
const operatorSql: OperatorSql = {
  is: (side, value) => sql`${side.sql} = ${valueSql(side, value)}`,
  isNot: (side, value) => sql`${side.sql} <> ${valueSql(side, value)}`,
  in: (side, values) => sql`${side.sql} = any(${listSql(side, values)})`,
  // Nothing differs from an empty list, not even null.
  notIn: (side, values) => sql`(${side.sql} <> all(${listSql(side, values)}) and ${side.sql} is not null)`,
  gt: (side, value) => sql`${side.sql} > ${valueSql(side, value)}`,
  gte: (side, value) => sql`${side.sql} >= ${valueSql(side, value)}`,
  lt: (side, value) => sql`${side.sql} < ${valueSql(side, value)}`,
  lte: (side, value) => sql`${side.sql} <= ${valueSql(side, value)}`,
  between: (side, { from, to }) => sql`${side.sql} between ${valueSql(side, from)} and ${valueSql(side, to)}`,
  contains: (side, text) => hasFolded(foldedOf(side), side.bind(text)),
  startsWith: (side, text) => sql`${foldedOf(side)} like ${literally(side, text)} || '%'`,
  endsWith: (side, text) => sql`${foldedOf(side)} like '%' || ${literally(side, text)}`,
  isNull: (side, isNull) => (isNull ? sql`${side.sql} is null` : sql`${side.sql} is not null`),
};

const valuesIn = (argument: unknown): readonly unknown[] =>
  Array.isArray(argument)
    ? argument
    : typeof argument === 'object' && argument !== null
      ? Object.values(argument)
      : [argument];

function comparison<Operator extends ConditionOperator>(
  side: Side,
  operator: Operator,
  argument: ArgumentOf<Operator>,
  path: string,
): SQL {
  for (const value of valuesIn(argument)) (side.kind === 'number' ? checkNumber : checkValue)(value, path);
  return operatorSql[operator](side, argument);
}

/**
 * The conditions that the given operators set on a comparand, all of which must hold. A condition is null or false where it
 * does not hold. Throws a `UserError`, naming the path, for a null or a value that the database cannot hold, and a
 * `TypeError` for an operator that there is not.
 */
export function comparisons(
  comparand: Comparand,
  given: Operators,
  path: string,
  bind: ValueBinder = asParameter,
): SQL[] {
  const side = { ...comparand, bind };
  return givenOperators(given, path).map((one) => comparison(side, one.operator, one.argument, one.path));
}
