import { sql } from 'drizzle-orm';
import { run } from '../../db/runStatement.js';
import { stagedRows } from './stagingStatements.js';
import type { WriteContext } from './target.js';

/**
 * Warns of stored targetings of the staged actions' campaigns that name no action now that some are known: they were taken when
 * none was, and go on counting as sent.
 */
export async function tellStrayTargetings({ transaction, job, columns }: WriteContext): Promise<void> {
  const [stray] = await run(
    transaction,
    sql`
      select count(*)::int as count, min(t.plan_id) as plan from facet.campaign_targetings t
      where t.plan_detail_id is not null and t.plan_id in (select plan_id from ${stagedRows(columns)})
        and not exists (
          select from facet.campaign_actions a where a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id)`,
  );
  const { count, plan } = stray as { count: number; plan: string };
  if (count > 0)
    job.progress.say(
      `warning: stored targetings that name no action of their campaign, and so count as sent: ${count}, ` +
        `for example of campaign ${plan}`,
    );
}
