import { UserError } from '../../lib/errors/UserError.js';
import type { Scope } from '../../scope.js';
import { SegmentStatus } from '../../words/segmentWords.js';
import { findSegments } from '../../membership/readSegments.js';

/** Throws a `UserError` where one of the segments that a definition names has been put away, or is none. */
export async function refuseUnused(scope: Scope, uses: readonly string[]): Promise<void> {
  const found = await findSegments(scope, uses);
  const n = found.findIndex((segment) => segment?.status !== SegmentStatus.ACTIVE);
  if (n >= 0)
    throw new UserError(
      `"definition" names the segment "${uses[n]}", which has been put away: name another.`,
      'SEGMENT_ARCHIVED',
    );
}
