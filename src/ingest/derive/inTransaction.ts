import type postgres from 'postgres';
import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';

/** Runs `work` in a transaction; where the job is in one already, in a savepoint of it. A failure undoes all of it. */
export async function inTransaction<T>(job: Job, work: (job: Job) => Promise<T>): Promise<T> {
  const run = (transaction: postgres.TransactionSql): Promise<T> =>
    work({ ...job, sql: transaction as unknown as Sql });
  const outer = job.sql as Sql | postgres.TransactionSql;
  return (await ('savepoint' in outer ? outer.savepoint(run) : outer.begin(run))) as T;
}
