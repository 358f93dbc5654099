import type { SegmentDefinition } from '../segments/SegmentDefinition.js';
import type { Materialisation, SegmentStatus } from '../words/segmentWords.js';

/** A segment as it is kept, with its newest version. */
export interface StoredSegment {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly status: SegmentStatus;
  readonly version: number;
  readonly materialise: Materialisation;
  /** Whether the config file says what it is. */
  readonly isFromConfig: boolean;
  readonly definition: SegmentDefinition;
  /** The definition in words. */
  readonly sentence: string;
  readonly createdBy: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly updatedBy: string;
  readonly updatedAt: string;
}

/** What a segment was from one change to the next. */
export interface StoredVersion {
  readonly version: number;
  readonly name: string;
  readonly description: string | null;
  readonly definition: SegmentDefinition;
  readonly sentence: string;
  /** How many customers were in it when it was written; null where nobody counted. */
  readonly size: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
}
