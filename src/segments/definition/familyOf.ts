import type { SegmentDefinition } from '../SegmentDefinition.js';
import { usesOf } from './usesOf.js';

/** The ids of the segments that a definition names, and that those name, and so on. */
export function familyOf(
  definition: SegmentDefinition,
  segments: ReadonlyMap<string, SegmentDefinition>,
): ReadonlySet<string> {
  const family = new Set(usesOf(definition).segments);
  // A set is gone through with what is added meanwhile.
  for (const id of family) {
    const named = segments.get(id);
    for (const below of named === undefined ? [] : usesOf(named).segments) family.add(below);
  }
  return family;
}
