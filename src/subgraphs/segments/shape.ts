import type { DiffQuestion, DiffCounts } from '../../membership/answers/diffSegment.js';
import type { StoredSegment } from '../../membership/StoredSegment.js';
import type { Connection } from '../../lib/relay/page.js';

/** What stands behind a `SegmentConnection`: a page, and how many segments there are, counted when asked. */
export interface SegmentConnectionRow extends Connection<StoredSegment> {
  readonly count: () => Promise<number>;
}

/** What stands behind a `SegmentDiff`: two days, and what is read of them when it is asked. */
export interface SegmentDiffRow {
  readonly segment: StoredSegment;
  readonly from: string;
  readonly to: string;
  readonly question: () => Promise<DiffQuestion>;
  readonly counts: () => Promise<DiffCounts>;
}
