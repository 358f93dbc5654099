import type { SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import { compile } from '../../db/sql.js';

/** Runs a statement on the connection of a transaction. */
export const run = (transaction: postgres.TransactionSql, statement: SQL): postgres.PendingQuery<postgres.Row[]> => {
  const { text, values } = compile(statement);
  return transaction.unsafe(text, values as postgres.ParameterOrJSON<never>[]);
};
