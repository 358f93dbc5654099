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

/** What the id of a segment, or of an uploaded list, looks like. */
export const segmentIdForm = {
  pattern: /^[a-z0-9][a-z0-9_-]{0,62}$/,
  words: 'made of small letters, digits, - and _ (63 at the most, a letter or a digit first)',
} as const;
