import { members } from './vocabulary.js';

/** What becomes of a segment: it is in use, or put away. */
export const segmentStatuses = ['ACTIVE', 'ARCHIVED'] as const;

/** What becomes of a segment: it is in use, or put away. */
export type SegmentStatus = (typeof segmentStatuses)[number];

/** Whether the members of a segment are written each day. */
export const materialisations = ['NONE', 'DAILY'] as const;

/** Whether the members of a segment are written each day. */
export type Materialisation = (typeof materialisations)[number];

/** The statuses as members: `SegmentStatus.ACTIVE`. */
export const SegmentStatus = members(segmentStatuses);

/** The ways as members: `Materialisation.DAILY`. */
export const Materialisation = members(materialisations);
