import type { PlannedCampaignRow } from '../../campaigns/store/PlannedCampaignRow.js';
import type { Connection } from '../../lib/relay/page.js';

/** What stands behind a `PlannedCampaignConnection`: a page, and how many campaigns there are, counted when asked. */
export interface PlannedCampaignConnectionRow extends Connection<PlannedCampaignRow> {
  readonly count: () => Promise<number>;
}
