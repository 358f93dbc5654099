import { sql, type SQL } from 'drizzle-orm';
import type { DeliveryState } from '../../words/plannedCampaignWords.js';
import type { CampaignDefinition } from '../definition/campaignDefinition.js';

/** A delivery with the version of the definition that it delivers. */
export interface PlannedDeliveryRow {
  /** A UUID. */
  readonly id: string;
  readonly campaignId: string;
  readonly version: number;
  readonly number: number;
  readonly definition: CampaignDefinition;
  readonly salt: string;
  readonly dueAt: string;
  /** Its day in the configured zone. */
  readonly executionDate: string;
  readonly launchDate: string;
  readonly state: DeliveryState;
  /** Whether its customers are assigned. */
  readonly isAssigned: boolean;
  readonly loadId: string | null;
}

/** Deliveries `d` with their campaigns `p`, for which a condition holds, oldest first. */
export const selectDeliveries = (condition: SQL): SQL => sql`
  select d.delivery_id as id, d.campaign_id as "campaignId", d.version, d.number, v.definition, p.salt, d.due_at as "dueAt",
    d.execution_date as "executionDate", d.launch_date as "launchDate", d.state, d.assigned_at is not null as "isAssigned",
    d.load_id as "loadId"
  from facet.campaign_deliveries d
  join facet.planned_campaigns p on p.campaign_id = d.campaign_id
  join facet.planned_campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
  where ${condition} order by d.due_at, d.campaign_id`;
