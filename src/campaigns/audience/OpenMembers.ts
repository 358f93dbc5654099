import type { CampaignDefinition } from '../definition/campaignDefinition.js';
import type { SegmentMembers } from './SegmentMembers.js';

/**
 * Looks up the segments that a campaign names, as of now. Throws a `UserError` that names the path of one that is unknown or has been
 * put away.
 */
export type OpenMembers = (definition: CampaignDefinition) => Promise<SegmentMembers>;
