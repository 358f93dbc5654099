import type { SQL } from 'drizzle-orm';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';

/** Who is in segments, as statements that give `customer_id`, each customer once. */
export interface SegmentMembers {
  /** The members of a saved segment. */
  saved(segmentId: string): SQL;
  /** Those for whom a definition holds; `path` says where it stands in that of the campaign. */
  defined(criteria: SegmentDefinition, path: string): SQL;
}
