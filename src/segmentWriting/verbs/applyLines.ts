import { plural } from '../../lib/text/plural.js';
import type { Applied, AppliedConfig } from './applySegments.js';

function appliedLine({ id, action, change }: Applied, dryRun: boolean): string {
  const { size, sizeBefore } = change;
  const before = sizeBefore === null || sizeBefore === size ? '' : `, ${sizeBefore} before`;
  const done = action === 'left as it is' ? action : `${dryRun ? 'would be ' : ''}${action}`;
  return `${id}: ${done}, ${plural(size, 'customer')}${before}`;
}

/** What applying the config did, in lines. */
export function applyLines({ segments, released }: AppliedConfig, dryRun: boolean): string[] {
  const gone = released.map(
    (id) => `${id}: no more in the config; it stays, and others may change it or put it away now`,
  );
  const lines = [...segments.map((one) => appliedLine(one, dryRun)), ...gone];
  return lines.length === 0 ? ['The config has no segments.'] : lines;
}
