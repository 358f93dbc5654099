import type { Job } from '../db/job.js';
import { refreshViews, viewsAreBehind } from './refreshViews.js';

/** Marks the job of such work. */
const isFollowed = Symbol('isFollowed');

/**
 * Does work that may change the catalogue, and then what follows a change of it: the SQL views, those of roles too, are brought up to
 * the catalogue (servers follow it by themselves: the database sends a notice with the commit). Gives what the work gives.
 *
 * Within other such work nothing follows; the outermost does it once, at its end. After work that fails nothing follows either; the
 * next that succeeds makes up for it. With `dryRun` nothing follows at all.
 *
 * Throws the `UserError` of `refreshViews`, when the work is done; an `Error` for a job in a transaction that no such work is
 * around, because views can only follow what is committed.
 */
export async function changingCatalogue<J extends Pick<Job, 'client' | 'config'>, T>(
  job: J,
  work: (job: J) => Promise<T>,
  { dryRun = false }: { readonly dryRun?: boolean | undefined } = {},
): Promise<T> {
  if (isFollowed in job) return work(job);
  if (!dryRun && 'savepoint' in job.client)
    throw new Error('A transaction that changes the catalogue needs changingCatalogue around it');
  const done = await work({ ...job, [isFollowed]: true });
  // A refresh that finds nothing to do takes 80 to 140 ms.
  if (!dryRun && (await viewsAreBehind(job.client))) await refreshViews(job.client, job.config.access);
  return done;
}
