import { sql, type SQL } from 'drizzle-orm';
import type { PlannedCampaignStatus, PlannedCampaignType } from '../../words/plannedCampaignWords.js';
import type { CampaignDefinition } from '../definition/campaignDefinition.js';

/** A planned campaign with its newest definition. */
export interface PlannedCampaignRow {
  readonly id: string;
  readonly name: string;
  readonly type: PlannedCampaignType;
  readonly labels: readonly string[];
  readonly status: PlannedCampaignStatus;
  readonly version: number;
  readonly definition: CampaignDefinition;
  /** What customers' keys are hashed with for its splits. */
  readonly salt: string;
  readonly nextDueAt: string | null;
  /** Null where only single deliveries were asked for. */
  readonly scheduledAt: string | null;
  readonly scheduledBy: string | null;
  readonly error: string | null;
  readonly app: string;
  readonly brand: string | null;
  readonly createdAt: string;
  /** As PostgreSQL prints it, for cursors. */
  readonly createdText: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** The columns of a `PlannedCampaignRow`, of `planned_campaigns p` and a definition. */
export const plannedCampaignColumns = (definition: SQL): SQL => sql`
  p.campaign_id as id, p.name, p.type, p.labels, p.status, p.version, ${definition} as definition, p.salt,
  p.next_due_at as "nextDueAt", p.scheduled_at as "scheduledAt", p.scheduled_by as "scheduledBy", p.error, p.app, p.brand,
  p.created_at as "createdAt", p.created_at::text as "createdText", p.created_by as "createdBy", p.updated_at as "updatedAt", p.updated_by as "updatedBy"`;
