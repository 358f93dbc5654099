import { kindOf } from '../conditions/conditionKinds.js';
import type { SegmentDefinition } from '../SegmentDefinition.js';
import { conditionsOf } from './conditionsOf.js';

/** What a definition names that has to be looked up, and how large it is. */
export interface SegmentUses {
  /** Ids of other segments, as often as they are named. */
  readonly segments: readonly string[];
  readonly lists: readonly string[];
  readonly metrics: boolean;
  readonly conditions: number;
}

/** What a checked definition itself names, without what the segments that it names name. */
export function usesOf(definition: SegmentDefinition): SegmentUses {
  const conditions = conditionsOf(definition);
  const uses = conditions.map((condition) => {
    const { kind, given } = kindOf(condition);
    return kind.uses?.(given) ?? {};
  });
  return {
    segments: uses.flatMap((one) => one.segments ?? []),
    lists: uses.flatMap((one) => one.lists ?? []),
    metrics: uses.some((one) => one.metrics === true),
    conditions: conditions.length,
  };
}
