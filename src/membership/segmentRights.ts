import { readsAllValues } from '../access/rights.js';
import { errorOr } from '../lib/errors/errorOr.js';
import type { UserError } from '../lib/errors/UserError.js';
import { compileSegment } from '../segments/compileSegment.js';
import type { SegmentDefinition } from '../segments/SegmentDefinition.js';
import { openContext, type Asker } from './openContext.js';

/**
 * Why the viewer may not be told of some segments, in their order; undefined for those that it may. To be in a segment tells of the
 * values that its definition compares, and those of the segments that this one names: whoever may not read one of them is told of
 * neither the members nor the definition. What cannot be asked for another reason is not told to such a viewer either. No
 * statement for a viewer who may read everything.
 */
export async function segmentFaults(
  asker: Asker,
  definitions: readonly SegmentDefinition[],
): Promise<(UserError | undefined)[]> {
  if (readsAllValues(asker.scope.viewer) || definitions.length === 0) return definitions.map(() => undefined);
  const context = await openContext(asker, null, definitions, { eachAlone: true });
  return definitions.map((definition) =>
    errorOr(() => {
      compileSegment(context, definition);
      return undefined;
    }),
  );
}

/** Of some rows with definitions those that the viewer may be told of; see `segmentFaults`. */
export async function tellable<D extends { readonly definition: SegmentDefinition }>(
  asker: Asker,
  rows: readonly D[],
): Promise<D[]> {
  const faults = await segmentFaults(
    asker,
    rows.map(({ definition }) => definition),
  );
  return rows.filter((_, n) => faults[n] === undefined);
}
