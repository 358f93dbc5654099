import { rehearse } from '../../db/rehearse.js';
import type { Job } from '../../db/job.js';
import { UserError } from '../../lib/UserError.js';
import { fieldsTarget } from './fieldsTarget.js';
import type { ImportPlan } from './planImport.js';

/**
 * Checks the names that files will add against those that nobody else may have, then all aliases together and in their order;
 * those behind an alias list, which can free names of others, wait for it. Throws a `UserError` that names the entry.
 */
export async function checkAliases(job: Job, plans: readonly ImportPlan[]): Promise<void> {
  const list = plans.findIndex(({ target }) => target === fieldsTarget);
  for (const { target } of plans) await target.checkNames?.(job);
  const before = plans.slice(0, list === -1 ? plans.length : list).filter(({ target }) => target.announce);
  if (before.length === 0) return;
  await rehearse(job.sql, async (sql) => {
    for (const { target, place } of before) {
      try {
        await target.announce?.({ ...job, sql });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const wayOut = error.code === 'ALIAS_TAKEN' ? ' Give the attribute another name below "columns".' : '';
        throw new UserError(`${place}: ${error.message}${wayOut}`, error.code);
      }
    }
  });
}
