import { rehearse } from '../../db/rehearse.js';
import type { Job } from '../../db/job.js';
import { UserError } from '../../lib/UserError.js';
import { fieldsTarget } from './fieldsTarget.js';
import type { ImportPlan } from './planImport.js';

/**
 * Checks the aliases that files will add, together and in their order; those behind an alias list, which can free names,
 * wait for it. Throws a `UserError` that names the entry.
 */
export async function checkAliases(job: Job, plans: readonly ImportPlan[]): Promise<void> {
  const list = plans.findIndex(({ target }) => target === fieldsTarget);
  const before = plans.slice(0, list === -1 ? plans.length : list).filter(({ target }) => target.announce);
  if (before.length === 0) return;
  await rehearse(job.sql, async (sql) => {
    for (const { target, place } of before) {
      try {
        await target.announce?.({ ...job, sql });
      } catch (error) {
        throw error instanceof UserError ? new UserError(`${place}: ${error.message}`, error.code) : error;
      }
    }
  });
}
