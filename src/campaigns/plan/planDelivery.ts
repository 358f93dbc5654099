import { sql } from 'drizzle-orm';
import { dayIn } from '../../lib/time/days.js';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';
import { assignedRows } from '../audience/assignedRows.js';
import type { Holdout } from '../audience/AudienceQuestion.js';
import type { OpenMembers } from '../audience/SegmentMembers.js';
import type { CampaignDefinition } from '../definition/campaignDefinition.js';
import { countParts } from './countParts.js';
import type { CountedDelivery } from './CountedDelivery.js';

/** What is planned: a kept campaign, or one in the making. */
export interface PlannedDefinition {
  /** Null for one in the making. */
  readonly id: string | null;
  readonly definition: CampaignDefinition;
  readonly salt: string;
}

/** How a delivery is planned. */
export interface PlanOptions {
  readonly openMembers: OpenMembers;
  readonly holdout: Holdout | null;
  /** How many keys are shown of each group. */
  readonly sample: number;
}

/** The newest delivery of a campaign whose customers are assigned; null without one. */
export async function newestDeliveryId(
  scope: Pick<Scope, 'db' | 'viewer'>,
  campaignId: string,
): Promise<string | null> {
  const [row] = await scope.db.query<{ id: string }>(sql`
    select d.delivery_id as id from ${visibleRows(scope, 'campaign_deliveries', 'd')}
    where d.campaign_id = ${campaignId} and d.assigned_at is not null order by d.number desc limit 1`);
  return row?.id ?? null;
}

/** What a delivery of today would be: who would enter, leave, stay and be dropped. Writes nothing. */
export async function planDelivery(
  scope: Pick<Scope, 'db' | 'viewer' | 'now' | 'timeZone'>,
  { id, definition, salt }: PlannedDefinition,
  { openMembers, holdout, sample }: PlanOptions,
): Promise<CountedDelivery> {
  const members = await openMembers(definition);
  const previousId = id === null ? null : await newestDeliveryId(scope, id);
  const question = {
    scope,
    members,
    campaignId: id ?? '',
    definition,
    salt,
    day: dayIn(scope.timeZone, scope.now),
    deliveryId: null,
    previousId,
    holdout,
  };
  const [row] = await scope.db.query<{ counts: CountedDelivery }>(
    countParts(scope, assignedRows(question), previousId, sample),
  );
  if (row === undefined) throw new Error('A count without a row');
  return row.counts;
}
