import type { BreakdownRow, BreakdownValueRow } from '../../../membership/insights/findBreakdowns.js';
import type { SegmentInsightsRow } from '../../../membership/insights/findInsights.js';
import type { SegmentOverlapRow } from '../../../membership/insights/findOverlaps.js';

/** What stands behind a `SegmentComparison`: the segments in the order asked, on a day or now. */
export interface SegmentComparisonRow {
  readonly insights: readonly SegmentInsightsRow[];
  readonly asOf: string | null;
}

/** What stands behind a `SegmentBreakdownValue`, with the segment that its shares are of. */
export interface BreakdownValueInRow extends BreakdownValueRow {
  readonly of: SegmentInsightsRow;
}

/** What stands behind a `SegmentBreakdown`. */
export interface BreakdownInRow extends Omit<BreakdownRow, 'values'> {
  readonly values: readonly BreakdownValueInRow[];
}

/** What stands behind a `SegmentOverlap`, with whether the snapshot says what customers bought in the year. */
export interface OverlapInRow extends SegmentOverlapRow {
  readonly isKnown: boolean;
}
