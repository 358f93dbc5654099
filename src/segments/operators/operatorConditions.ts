import { sql, type SQL } from 'drizzle-orm';
import { allOf, anyOfThem } from '../../conditions/allOf.js';
import type { Comparand } from '../../conditions/Comparand.js';
import { comparisons } from '../../conditions/comparisons.js';
import { whiteSpace } from '../../lib/text/whiteSpace.js';
import type { Scope } from '../../scope.js';
import type { ConditionOperator } from '../../words/conditionOperators.js';
import { ValueKind } from '../../words/dataTypes.js';
import type { SegmentMoment } from '../SegmentMoment.js';
import { operandDay } from './operandDay.js';
import { isInstantOperand } from './operatorForms.js';
import { operatorsIn, type SegmentOperator, type SegmentOperators } from './segmentOperators.js';
import { startOfDay } from '../../conditions/startOfDay.js';

/** What relative days, and the days of instants, are told by. */
export interface OperatorContext {
  readonly scope: Pick<Scope, 'timeZone'>;
  readonly moment: Pick<SegmentMoment, 'day'>;
}

/** What the values of a condition are compared with, and where it stands. */
interface Side extends Comparand {
  readonly context: OperatorContext;
  readonly path: string;
}

const compared = (side: Side, operator: ConditionOperator, argument: unknown): SQL =>
  allOf(comparisons(side, { [operator]: argument }, side.path));

type Ordering = 'is' | 'isNot' | 'gt' | 'gte' | 'lt' | 'lte';

/** Instants of a whole day: from its first one to that of the next, in the zone. */
function comparedWithDay({ sql: instant, context }: Side, operator: Ordering, text: string): SQL {
  const day = operandDay(text, context.moment.day);
  const { timeZone } = context.scope;
  const start = startOfDay(sql`${day}::date`, timeZone);
  const end = startOfDay(sql`(${day}::date + 1)`, timeZone);
  switch (operator) {
    case 'is':
      return sql`(${instant} >= ${start} and ${instant} < ${end})`;
    case 'isNot':
      return sql`(${instant} < ${start} or ${instant} >= ${end})`;
    case 'gt':
      return sql`${instant} >= ${end}`;
    case 'gte':
      return sql`${instant} >= ${start}`;
    case 'lt':
      return sql`${instant} < ${start}`;
    case 'lte':
      return sql`${instant} < ${end}`;
  }
}

/** A value as the operators of filters take it. */
function valueOf({ kind, context }: Side, value: unknown): unknown {
  if (kind === ValueKind.date) return operandDay(String(value), context.moment.day);
  return kind === ValueKind.number ? String(value) : value;
}

function ordering(side: Side, operator: Ordering, value: unknown): SQL {
  if (side.kind === ValueKind.dateTime && !isInstantOperand(String(value)))
    return comparedWithDay(side, operator, String(value));
  return compared(side, operator, valueOf(side, value));
}

const blank = sql.raw(
  `'[^${whiteSpace.replaceAll(/[^ ]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}]'`,
);

interface Range {
  readonly from: unknown;
  readonly to: unknown;
}

const isEmpty = ({ sql: text }: Side, empty: boolean): SQL =>
  empty ? sql`(${text} is null or ${text} !~ ${blank})` : sql`${text} ~ ${blank}`;

/** One operator: true, or false or null where it does not hold; but for `isNull` and `isEmpty` none holds for null. */
function conditionOf(side: Side, operator: SegmentOperator, argument: unknown): SQL {
  switch (operator) {
    case 'is':
    case 'isNot':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return ordering(side, operator, argument);
    case 'between': {
      const { from, to } = argument as Range;
      return allOf([ordering(side, 'gt', from), ordering(side, 'lt', to)]);
    }
    case 'notBetween': {
      const { from, to } = argument as Range;
      return anyOfThem([ordering(side, 'lte', from), ordering(side, 'gte', to)]);
    }
    case 'in':
    case 'notIn':
      return compared(
        side,
        operator,
        (argument as readonly unknown[]).map((value) => valueOf(side, value)),
      );
    case 'notContains':
      return sql`not (${compared(side, 'contains', argument)})`;
    case 'isEmpty':
      return isEmpty(side, argument === true);
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'isNull':
      return compared(side, operator, argument);
  }
}

/**
 * The conditions that checked operators of a segment set on a comparand, all of which must hold. A condition is null or false
 * where it does not hold; of a missing value none holds but `isNull` and `isEmpty`.
 */
export const operatorConditions = (
  context: OperatorContext,
  comparand: Comparand,
  given: SegmentOperators,
  path: string,
): SQL[] =>
  operatorsIn(given).map((operator) => conditionOf({ ...comparand, context, path }, operator, given[operator]));
