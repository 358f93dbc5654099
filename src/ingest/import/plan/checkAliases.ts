import type { Job } from '../../../db/job.js';
import { withRollback } from '../../../db/withRollback.js';
import { UserError } from '../../../lib/errors/UserError.js';
import { fieldsTarget } from '../targets/fields/fieldsTarget.js';
import type { ImportPlan } from './planImport.js';

/**
 * Checks the aliases that sources will add: each name against the reserved ones, then all of them together and in their
 * order. Those of sources that come after an alias list, which can free names, are checked when they are written.
 * Throws a `UserError` that names the entry.
 */
export async function checkAliases(job: Job, plans: readonly ImportPlan[]): Promise<void> {
  const aliasList = plans.findIndex(({ target }) => target === fieldsTarget);
  for (const { target } of plans) await target.checkNames?.(job);
  const before = plans
    .slice(0, aliasList === -1 ? plans.length : aliasList)
    .filter(({ target }) => target.changeCatalogue);
  if (before.length === 0) return;
  await withRollback(job.client, async (client) => {
    for (const { target, place } of before) {
      try {
        await target.changeCatalogue?.({ ...job, client });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const advice = error.code === 'ALIAS_TAKEN' ? ' Give the attribute another name below "columns".' : '';
        throw new UserError(`${place}: ${error.message}${advice}`, error.code);
      }
    }
  });
}
