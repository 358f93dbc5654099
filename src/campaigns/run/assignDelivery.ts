import { sql } from 'drizzle-orm';
import { finishLoad, startLoad, type Job } from '../../db/job.js';
import { run } from '../../db/runStatement.js';
import { literals } from '../../db/sql.js';
import { transact } from '../../db/transact.js';
import type { Scope } from '../../scope.js';
import { deliveryStates } from '../../words/plannedCampaignWords.js';
import { assignedRows } from '../audience/assignedRows.js';
import type { Holdout } from '../audience/AudienceQuestion.js';
import { countParts } from '../plan/countParts.js';
import type { CountedDelivery } from '../plan/CountedDelivery.js';
import type { CampaignSteps } from './CampaignSteps.js';
import type { PlannedDeliveryRow } from '../store/PlannedDeliveryRow.js';

const state = literals(deliveryStates);

const keptRows = (deliveryId: string) => sql`
  select customer_id, sub_audience_id, treatment_id, is_control, is_sent, drop_reason from facet.campaign_assignments
  where delivery_id = ${deliveryId}`;

/**
 * Assigns the customers of a delivery: all of them, or none where it fails. Does nothing where that is done already. Throws a
 * `UserError` where its segments cannot be asked.
 */
export async function assignDelivery(
  job: Job,
  scope: Scope,
  { id, campaignId, definition, salt, number, executionDate: day }: PlannedDeliveryRow,
  { openMembers }: Pick<CampaignSteps, 'openMembers'>,
  holdout: Holdout | null,
): Promise<CountedDelivery | undefined> {
  const members = await openMembers(scope, definition);
  return transact(job.client, async (client) => {
    const inside = { ...job, client };
    const [locked] = await run(
      client,
      sql`select 1 as one from facet.campaign_deliveries where delivery_id = ${id} and assigned_at is null for update`,
    );
    if (locked === undefined) return undefined;
    const [previous] = await run<{ id: string }>(
      client,
      sql`select delivery_id as id from facet.campaign_deliveries
        where campaign_id = ${campaignId} and number < ${number} and assigned_at is not null order by number desc limit 1`,
    );
    const previousId = previous?.id ?? null;
    const loadId = await startLoad(inside, 'campaign', { campaign: campaignId, delivery: id });
    const question = { scope, members, campaignId, definition, salt, day, deliveryId: id, previousId, holdout };
    await run(
      client,
      sql`
      insert into facet.campaign_assignments (customer_id, delivery_id, sub_audience_id, campaign_id, treatment_id, is_control, is_sent,
        drop_reason, app, brand, load_id)
      select customer_id, ${id}, sub_audience_id, ${campaignId}, treatment_id, is_control, is_sent, drop_reason,
        ${definition.app}, ${definition.brand ?? null}::text, ${loadId}::bigint
      from (${assignedRows(question)}) assigned`,
    );
    const [counted] = await run<{ counts: CountedDelivery }>(client, countParts(scope, keptRows(id), previousId, 0));
    const counts = counted?.counts;
    await run(
      client,
      sql`update facet.campaign_deliveries set state = ${state.ASSIGNED}, error = null, load_id = ${loadId}::bigint,
        assigned_at = ${job.now.toISOString()}::timestamptz, counts = ${JSON.stringify(counts)}::text::jsonb
      where delivery_id = ${id}`,
    );
    await finishLoad(inside, loadId, counts);
    return counts;
  });
}
