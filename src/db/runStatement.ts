import type { SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Sql } from './client.js';
import { compile } from './sql.js';

/** Runs a statement with its bound values on a client or the connection of a transaction. */
export const run = <R extends object = postgres.Row>(
  client: Sql | postgres.TransactionSql,
  statement: SQL,
): postgres.PendingQuery<R[]> => {
  const { text, values } = compile(statement);
  return client.unsafe<R[]>(text, values as postgres.ParameterOrJSON<never>[]);
};
