import { plural } from '../../lib/text/plural.js';
import type { WrittenMembers } from './materialise.js';

/** What was written of a day, or would be, in a line. */
export function dayLine(
  { segmentId, day, size, entered, left }: Pick<WrittenMembers, 'segmentId' | 'day'> & Partial<WrittenMembers>,
  dryRun: boolean,
): string {
  if (dryRun || size === undefined) return `${segmentId}: would write ${day}`;
  return `${segmentId}: ${day}, ${plural(size, 'customer')}, ${entered ?? 0} came, ${left ?? 0} left`;
}
