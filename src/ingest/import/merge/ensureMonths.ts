import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../../db/client.js';
import { compile, identifier } from '../../../db/sql.js';
import { UserError } from '../../../lib/errors/UserError.js';

/** More months than these come from texts that are no times. */
const mostMonths = 1200;

/** The months that rows fall into, by their first days, in UTC. */
export interface Months {
  /** The instant or day that decides. */
  readonly column: string;
  readonly first: string;
  readonly last: string;
}

/**
 * Creates the monthly partitions that the rows of a temporary table fall into, and gives the first and the last month;
 * undefined where there are no rows. Throws a `UserError` for more than 1,200 months.
 */
export async function ensureMonths(
  transaction: Sql,
  table: string,
  rows: SQL,
  column: string,
): Promise<Months | undefined> {
  const { text } = compile(sql`
    select distinct date_trunc('month', ${identifier(column)}::timestamptz at time zone 'UTC')::date as month from ${rows}`);
  const months = await transaction.unsafe<{ month: string }[]>(`${text} order by 1`);
  if (months.length > mostMonths)
    throw new UserError(
      `The rows for ${table} are of ${months.length} months, and ${mostMonths} are the most: check the format of "${column}".`,
      'BAD_FILE',
    );
  for (const { month } of months)
    await transaction`select facet.ensure_partitions(${table}, ${month}::date, ${month}::date)`;
  const [first, last] = [months[0]?.month, months.at(-1)?.month];
  return first === undefined || last === undefined ? undefined : { column, first, last };
}
