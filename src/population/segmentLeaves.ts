import type { GivenLeaf } from '../conditions/checkFilter.js';
import type { SQL } from 'drizzle-orm';
import type { Operands } from '../operands/filterConditions.js';
import type { Scope } from '../scope.js';
import { compileGiven } from '../segments/compileSegment.js';
import { checkCondition } from '../segments/definition/checkDefinition.js';
import { prepareSegments } from '../segments/prepareSegments.js';
import type { SegmentCondition } from '../segments/SegmentDefinition.js';
import { momentOf } from '../segments/SegmentMoment.js';
import { storedSegments } from '../segments/storedSegments.js';

/** The leaves of filters of customers that are conditions of segments, with the kinds that they are of. */
const kindOfLeaf: Readonly<Record<string, string>> = { segment: 'segment', campaign: 'campaign', orders: 'purchase' };

/** The names of the leaves of filters of customers that are conditions of segments. */
export const segmentLeafNames: readonly string[] = Object.keys(kindOfLeaf);

/** A leaf of a filter that is a condition of segments, checked. */
export interface SegmentLeaf {
  readonly given: unknown;
  readonly path: string;
  readonly condition: SegmentCondition;
}

/** Checks what a filter gives for such leaves. Throws a `UserError` that names the bad place. */
export const checkSegmentLeaves = (leaves: readonly GivenLeaf[]): SegmentLeaf[] =>
  leaves.map(({ name, given, path }) => ({
    given,
    path,
    condition: checkCondition(kindOfLeaf[name] ?? name, given, path),
  }));

/** What such leaves of a filter mean on a day. */
export interface CompiledLeaves {
  readonly others: NonNullable<Operands['others']>;
  /** Whether one of them reads the snapshot. */
  readonly ofProfile: boolean;
}

/** The leaves of a filter that has none. */
const noLeaves: CompiledLeaves = { others: {}, ofProfile: false };

/**
 * Compiles such leaves of a filter, with what they name looked up: no statement where they name no segment. The day that is asked for
 * is that of the question, else today; `day` is the one that attributes are read on. Throws a `UserError` that names the place of what
 * is unknown.
 */
export async function compileLeaves(
  scope: Scope,
  { leaves, asOf }: { readonly leaves: readonly SegmentLeaf[]; readonly asOf: string | null },
  day: string | null,
): Promise<CompiledLeaves> {
  if (leaves.length === 0) return noLeaves;
  const definitions = leaves.map(({ condition }) => ({ include: { groups: [{ conditions: [condition] }] } }));
  const context = await prepareSegments(scope, storedSegments(scope), definitions, momentOf(scope, asOf, day));
  const compiled = new Map(
    leaves.map(({ given, path, condition }) => [given, compileGiven(context, condition, path)] as const),
  );
  const conditionOf = (given: unknown, path: string): SQL => {
    const found = compiled.get(given);
    if (found === undefined) throw new TypeError(`"${path}" was not compiled with its filter`);
    return found.sql;
  };
  return {
    others: Object.fromEntries(segmentLeafNames.map((name) => [name, conditionOf])),
    ofProfile: [...compiled.values()].some(({ ofProfile }) => ofProfile),
  };
}
