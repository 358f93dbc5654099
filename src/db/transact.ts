import type postgres from 'postgres';
import type { Sql } from './client.js';

/** Runs `work` in a transaction; where `sql` is inside one already, in a savepoint of it. A failure undoes all of it. */
export async function transact<T>(sql: Sql, work: (sql: Sql) => Promise<T>): Promise<T> {
  const run = (transaction: postgres.TransactionSql): Promise<T> => work(transaction as unknown as Sql);
  const outer = sql as Sql | postgres.TransactionSql;
  return (await ('savepoint' in outer ? outer.savepoint(run) : outer.begin(run))) as T;
}
