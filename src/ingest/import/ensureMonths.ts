import { sql, type SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import { compile, identifier } from '../../db/sql.js';
import { UserError } from '../../lib/UserError.js';

/** More months than that come of times that are no times. */
const mostMonths = 1200;

/** Makes the partitions that the rows of a temporary table fall into. Throws a `UserError` where they would be too many. */
export async function ensureMonths(
  transaction: postgres.TransactionSql,
  table: string,
  rows: SQL,
  column: string,
): Promise<void> {
  const { text } = compile(sql`
    select distinct date_trunc('month', ${identifier(column)}::timestamptz at time zone 'UTC')::date as month from ${rows}`);
  const months = await transaction.unsafe<{ month: string }[]>(text);
  if (months.length > mostMonths)
    throw new UserError(
      `The rows for ${table} are of ${months.length} months, and ${mostMonths} are the most: check the format of "${column}".`,
      'BAD_FILE',
    );
  for (const { month } of months)
    await transaction`select facet.ensure_partitions(${table}, ${month}::date, ${month}::date)`;
}
