import { z } from 'zod';

/** The definition of a segment that a sub-audience has of its own. */
export const segmentCriteria = z.record(z.string(), z.unknown(), 'is no definition of a segment');

/** The definition of a segment, as a campaign keeps it. */
export type SegmentCriteria = z.infer<typeof segmentCriteria>;
