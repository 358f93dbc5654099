import type postgres from 'postgres';
import type { Sql } from './client.js';

/**
 * Runs `work` in a transaction; where `client` is inside one already, in a savepoint of it. A failure undoes all of it. What `work`
 * is given runs statements and further savepoints alone. `isolation` is that of a transaction of its own.
 */
export async function transact<T>(client: Sql, work: (client: Sql) => Promise<T>, isolation?: string): Promise<T> {
  const run = (transaction: postgres.TransactionSql): Promise<T> => work(transaction as unknown as Sql);
  const outer = client as Sql | postgres.TransactionSql;
  if ('savepoint' in outer) return (await outer.savepoint(run)) as T;
  return (await (isolation === undefined ? outer.begin(run) : outer.begin(isolation, run))) as T;
}
