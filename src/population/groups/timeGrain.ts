import { sql, type SQL } from 'drizzle-orm';
import { UserError } from '../../lib/errors/UserError.js';
import type { Operand } from '../../operands/operand.js';

const units = { DAY: 'day', WEEK: 'week', MONTH: 'month', QUARTER: 'quarter', YEAR: 'year' } as const;

/** A period of the calendar; weeks begin on Monday. */
export type TimeGrain = keyof typeof units;

/** A day or an instant without a zone, as the clocks of the time zone show it; undefined for any other kind. */
function localTime({ kind, sql: expression }: Operand, timeZone: string): SQL | undefined {
  if (kind === 'dateTime') return sql`${expression} at time zone ${timeZone}::text`;
  return kind === 'date' ? sql`${expression}::timestamp` : undefined;
}

/**
 * The first day of the period that a day, or an instant in an IANA time zone, lies in. Throws a `UserError`, naming the
 * path, for an operand of another kind.
 */
export function periodOf(operand: Operand, grain: TimeGrain, timeZone: string, path: string): Operand {
  const { name, pii, nullable, ofProfile } = operand;
  const time = localTime(operand, timeZone);
  if (time === undefined)
    throw new UserError(
      `"${path}" asks for the ${units[grain]} of "${name}", which is neither a day nor an instant: leave "grain" out.`,
      'ATTRIBUTE_TYPE_MISMATCH',
    );
  const start = sql`date_trunc('${sql.raw(units[grain])}', ${time})::date`;
  return { name, kind: 'date', pii, sql: start, nullable, ofProfile };
}
