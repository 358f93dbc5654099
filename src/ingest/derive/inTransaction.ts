import type { Job } from '../../db/job.js';
import { transact } from '../../db/transact.js';

/** Runs `work` in a transaction; where the job is in one already, in a savepoint of it. A failure undoes all of it. */
export const inTransaction = <T>(job: Job, work: (job: Job) => Promise<T>): Promise<T> =>
  transact(job.client, (client) => work({ ...job, client }));
