import { sql } from 'drizzle-orm';
import { run } from '../../../../db/runStatement.js';
import type { WriteContext } from '../../merge/writeContext.js';
import { stagedRows } from '../../staging/stagingStatements.js';

/**
 * Warns of stored targetings that name no action of their campaign, among the campaigns of the staged actions: they
 * were imported before any action was known, and still count as sent.
 */
export async function warnOfOrphanTargetings({ transaction, job, columns }: WriteContext): Promise<void> {
  const [orphans] = await run(
    transaction,
    sql`
      select count(*)::int as count, min(t.plan_id) as plan from facet.campaign_targetings t
      where t.plan_detail_id is not null and t.plan_id in (select plan_id from ${stagedRows(columns)})
        and not exists (
          select 1 from facet.campaign_actions a where a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id)`,
  );
  const { count, plan } = orphans as { count: number; plan: string };
  if (count > 0)
    job.progress.say(
      `warning: stored targetings that name no action of their campaign, and so count as sent: ${count}, ` +
        `for example of campaign ${plan}`,
    );
}
