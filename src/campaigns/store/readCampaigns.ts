import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../conditions/allOf.js';
import { anyOf, literal } from '../../db/sql.js';
import { byKey, groupByKey } from '../../lib/byKey.js';
import type { Page } from '../../lib/relay/page.js';
import { conditionsAfter, orderTerms, type Order } from '../../population/keyset.js';
import { columnKey } from '../../population/lists/columnKey.js';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';
import { PlannedCampaignStatus, type DeliveryState } from '../../words/plannedCampaignWords.js';
import type { CountedDelivery } from '../plan/CountedDelivery.js';
import { plannedCampaignColumns, type PlannedCampaignRow } from './PlannedCampaignRow.js';

/** What stands behind `from` for planned campaigns `p` with their newest definitions `v`. */
const plannedCampaignsFrom = (scope: Pick<Scope, 'viewer'>): SQL => sql`
  ${visibleRows(scope, 'planned_campaigns', 'p')}
  join ${visibleRows(scope, 'planned_campaign_versions', 'v')} on v.campaign_id = p.campaign_id and v.version = p.version`;

/** Planned campaigns by key, in the order of the keys; null where unknown. */
export async function readCampaigns(
  scope: Pick<Scope, 'viewer' | 'db'>,
  ids: readonly string[],
): Promise<(PlannedCampaignRow | null)[]> {
  const rows = await scope.db.query<PlannedCampaignRow>(sql`
    select ${plannedCampaignColumns(sql`v.definition`)} from ${plannedCampaignsFrom(scope)}
    where ${anyOf(sql`p.campaign_id`, ids)}`);
  return byKey(ids, rows, ({ id }) => id);
}

/** Campaigns, the newest first. */
export const plannedCampaignOrder: Order = [
  columnKey('createdAt', 'dateTime', 'NONE', sql`p.created_at`, { descending: true }),
  columnKey('id', 'text', 'NONE', sql`p.campaign_id`),
];

const ofStatuses = (statuses: readonly PlannedCampaignStatus[] | undefined): SQL[] =>
  statuses === undefined ? [] : [anyOf(sql`p.status`, statuses)];

/** A page of planned campaigns, the newest first, and one more; [] beyond the end. */
export async function findPlannedCampaignPage(
  scope: Pick<Scope, 'viewer' | 'db'>,
  statuses: readonly PlannedCampaignStatus[] | undefined,
  { after, size }: Page,
): Promise<PlannedCampaignRow[]> {
  const behind = after === undefined ? [] : conditionsAfter(plannedCampaignOrder, after);
  return scope.db.query<PlannedCampaignRow>(sql`
    select ${plannedCampaignColumns(sql`v.definition`)} from ${plannedCampaignsFrom(scope)}
    where ${allOf([...ofStatuses(statuses), ...behind])} order by ${orderTerms(plannedCampaignOrder)} limit ${size + 1}`);
}

/** How many planned campaigns there are. */
export async function countPlannedCampaigns(
  scope: Pick<Scope, 'viewer' | 'db'>,
  statuses: readonly PlannedCampaignStatus[] | undefined,
): Promise<number> {
  const [row] = await scope.db.query<{ count: number }>(sql`
    select count(*)::int as count from ${visibleRows(scope, 'planned_campaigns', 'p')} where ${allOf(ofStatuses(statuses))}`);
  return row?.count ?? 0;
}

/** A delivery as it is told. */
export interface ToldDelivery {
  readonly campaignId: string;
  readonly deliveryId: string;
  readonly number: number;
  readonly version: number;
  readonly dueAt: string;
  readonly executionDate: string;
  readonly launchDate: string;
  readonly state: DeliveryState;
  readonly error: string | null;
  readonly scheduledBy: string;
  readonly counts: CountedDelivery | null;
  readonly createdAt: string;
  readonly assignedAt: string | null;
  readonly finishedAt: string | null;
}

/** The newest `most` deliveries of campaigns, the newest first, in the order of the keys; [] without any. */
export async function findDeliveries(
  scope: Pick<Scope, 'viewer' | 'db'>,
  campaignIds: readonly string[],
  most: number,
): Promise<ToldDelivery[][]> {
  const rows = await scope.db.query<ToldDelivery>(sql`
    select * from (
      select d.campaign_id as "campaignId", d.delivery_id as "deliveryId", d.number, d.version, d.due_at as "dueAt",
        d.execution_date as "executionDate", d.launch_date as "launchDate", d.state, d.error, d.scheduled_by as "scheduledBy",
        d.counts, d.created_at as "createdAt", d.assigned_at as "assignedAt", d.finished_at as "finishedAt",
        row_number() over (partition by d.campaign_id order by d.number desc) as place
      from ${visibleRows(scope, 'campaign_deliveries', 'd')} where ${anyOf(sql`d.campaign_id`, campaignIds)}
    ) placed where place <= ${most} order by number desc`);
  return groupByKey(campaignIds, rows, ({ campaignId }) => campaignId);
}

/** All planned campaigns that are not put away, the newest first. */
export const findAllCampaigns = (scope: Pick<Scope, 'viewer' | 'db'>): Promise<PlannedCampaignRow[]> =>
  scope.db.query<PlannedCampaignRow>(sql`
    select ${plannedCampaignColumns(sql`v.definition`)} from ${plannedCampaignsFrom(scope)}
    where p.status <> ${literal(PlannedCampaignStatus.ARCHIVED)} order by ${orderTerms(plannedCampaignOrder)}`);
