import { sql, type SQL } from 'drizzle-orm';
import { allOf, anyOfThem } from '../../conditions/allOf.js';
import { startOfDay } from '../../conditions/startOfDay.js';
import { ValueKind } from '../../words/dataTypes.js';
import { operatorConditions, type OperatorContext } from './operatorConditions.js';
import type { SegmentOperators } from './segmentOperators.js';

/** One operator of days on an instant; those with lists by each of their days. */
function conditionOf(
  context: OperatorContext,
  instant: SQL,
  { operator, argument, path }: { readonly operator: string; readonly argument: unknown; readonly path: string },
): SQL {
  const compared = (given: SegmentOperators): SQL =>
    allOf(operatorConditions(context, { kind: ValueKind.dateTime, sql: instant }, given, path));
  if (operator === 'in') return anyOfThem((argument as readonly string[]).map((day) => compared({ is: day })));
  if (operator === 'notIn') return allOf((argument as readonly string[]).map((day) => compared({ isNot: day })));
  return compared({ [operator]: argument });
}

/** The conditions that operators of days set on the day of an instant in the zone, all of which must hold; none are given for none. */
export const dayConditions = (
  context: OperatorContext,
  instant: SQL,
  given: SegmentOperators | undefined,
  path: string,
): SQL[] =>
  Object.entries(given ?? {})
    .filter(([, argument]) => argument !== undefined)
    .map(([operator, argument]) => conditionOf(context, instant, { operator, argument, path }));

/** The first instant that is after the day of a question: what happened from it on is not seen. */
export const endOfDay = ({ scope, moment }: OperatorContext): SQL =>
  startOfDay(sql`(${moment.day}::date + 1)`, scope.timeZone);
