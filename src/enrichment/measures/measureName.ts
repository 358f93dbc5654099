import { createHash } from 'node:crypto';
import type { Measured } from './measured.js';
import { measuredKinds } from './measuredKinds.js';

/** A value with the keys of its objects in order, so that equal conditions become equal texts. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}

/** The key of what an attribute measures, at most 31 letters, digits and `_`: attributes of one column and condition share it. */
export function measureName(measured: Measured): string {
  const text = JSON.stringify([measured.column ?? null, sorted(measured.where ?? {})]);
  return `${measuredKinds[measured.kind].form}_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
}
