import { sql } from 'drizzle-orm';
import type { Job } from '../../db/job.js';
import { run } from '../../db/runStatement.js';
import { literals } from '../../db/sql.js';
import { transact } from '../../db/transact.js';
import { deliveryStates, plannedCampaignStatuses } from '../../words/plannedCampaignWords.js';
import { recordCustomers } from '../record/recordCustomers.js';
import { showCampaign } from '../record/showCampaign.js';
import { plannedCampaignColumns, type PlannedCampaignRow } from '../store/PlannedCampaignRow.js';
import type { PlannedDeliveryRow } from '../store/PlannedDeliveryRow.js';

const state = literals(deliveryStates);
const status = literals(plannedCampaignStatuses);

/**
 * Records a delivery that is handed over, once: who was on its lists, and where the campaign stands now. All of it, or nothing. Does
 * nothing where somebody has done it. A campaign may say that it has failed where another process went on with its delivery meanwhile.
 */
export async function finishDelivery(job: Job, delivery: PlannedDeliveryRow): Promise<boolean> {
  const { id, campaignId, version, executionDate } = delivery;
  const at = job.now;
  return transact(job.client, async (client) => {
    const [finished] = await run<{ loadId: string }>(
      client,
      sql`update facet.campaign_deliveries set state = ${state.DELIVERED}, error = null, finished_at = ${at.toISOString()}::timestamptz
        where delivery_id = ${id} and state <> ${state.DELIVERED} and assigned_at is not null
        returning load_id as "loadId"`,
    );
    if (finished === undefined) return false;
    const [campaign] = await run<PlannedCampaignRow>(
      client,
      sql`with p as (
          update facet.planned_campaigns set error = null, scheduled_at = case when next_due_at is not null then scheduled_at end,
            status = case when next_due_at is null then ${status.DELIVERED} else ${status.SCHEDULED} end
          where campaign_id = ${campaignId} and status in (${status.DELIVERING}, ${status.ERROR}) returning *
        )
        select ${plannedCampaignColumns(sql`v.definition`)} from p
        join facet.planned_campaign_versions v on v.campaign_id = p.campaign_id and v.version = ${version}`,
    );
    if (campaign !== undefined) {
      const door = {
        query: async <R extends object>(statement: Parameters<typeof run>[1]) => [...(await run<R>(client, statement))],
      };
      await showCampaign(door, campaign, campaign.nextDueAt === null ? 'Delivered' : 'Scheduled', executionDate);
    }
    await recordCustomers(client, { ...delivery, loadId: finished.loadId }, at, job.config.timeZone);
    return true;
  });
}

/** Keeps why a delivery stands still; its campaign says so too. */
export async function failDelivery(
  { client }: Pick<Job, 'client'>,
  { id, campaignId }: PlannedDeliveryRow,
  error: string,
): Promise<void> {
  await run(
    client,
    sql`with d as (
        update facet.campaign_deliveries set state = ${state.ERROR}, error = ${error}
        where delivery_id = ${id} and state <> ${state.DELIVERED} returning campaign_id
      ), shown as (
        update facet.campaigns c set status = 'Error' where c.plan_id in (select campaign_id from d)
      )
      update facet.planned_campaigns p set status = ${status.ERROR}, error = ${error}
      from d where p.campaign_id = d.campaign_id and p.campaign_id = ${campaignId} and p.status = ${status.DELIVERING}`,
  );
}
