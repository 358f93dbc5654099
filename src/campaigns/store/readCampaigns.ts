import { sql, type SQL } from 'drizzle-orm';
import { anyOf } from '../../db/sql.js';
import { byKey } from '../../lib/byKey.js';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';
import { plannedCampaignColumns, type PlannedCampaignRow } from './PlannedCampaignRow.js';

/** What stands behind `from` for planned campaigns `p` with their newest definitions `v`. */
export const plannedCampaignsFrom = (scope: Pick<Scope, 'viewer'>): SQL => sql`
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
