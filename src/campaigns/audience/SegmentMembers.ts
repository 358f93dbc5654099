import type { SQL } from 'drizzle-orm';
import type { CampaignDefinition } from '../definition/campaignDefinition.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';

/** Who is in segments, as statements that give `customer_id`, each customer once. */
export interface SegmentMembers {
  /** The members of a saved segment. */
  saved(segmentId: string): SQL;
  /** Those for whom a definition holds; `path` says where it stands in that of the campaign. */
  defined(criteria: SegmentDefinition, path: string): SQL;
}

/**
 * Looks up the segments that a campaign names, as of now. Throws a `UserError` that names the path of one that is unknown or has been
 * put away.
 */
export type OpenMembers = (definition: CampaignDefinition) => Promise<SegmentMembers>;
