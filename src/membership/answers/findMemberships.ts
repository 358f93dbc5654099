import { sql } from 'drizzle-orm';
import { anyOf, list } from '../../db/sql.js';
import { UserError } from '../../lib/errors/UserError.js';
import { byKey } from '../../lib/byKey.js';
import { customersOf } from '../../operands/customersOf.js';
import type { CompileContext } from '../../segments/CompileContext.js';
import { compileSegment } from '../../segments/compileSegment.js';
import type { CompiledCondition } from '../../segments/conditions/ConditionKind.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { listLimits } from '../../words/limits.js';

/** Something with a definition. */
export interface Defined {
  readonly definition: SegmentDefinition;
}

/** A definition as a condition; undefined for one that cannot be asked, where that is left out. Throws a `UserError` where not. */
function compiledOf(
  context: CompileContext,
  { definition }: Defined,
  leavesOut: boolean,
): CompiledCondition | undefined {
  try {
    return compileSegment(context, definition);
  } catch (error) {
    if (leavesOut && error instanceof UserError) return undefined;
    throw error;
  }
}

async function findTogether<D extends Defined>(
  context: CompileContext,
  segments: readonly D[],
  ids: readonly string[],
  leavesOut: boolean,
): Promise<D[][]> {
  const { scope, moment } = context;
  const asked = { ...context, among: ids };
  const known = segments.flatMap((segment) => {
    const compiled = compiledOf(asked, segment, leavesOut);
    return compiled === undefined ? [] : [{ segment, compiled }];
  });
  if (known.length === 0) return ids.map(() => []);
  const ofProfile = known.some(({ compiled }) => compiled.ofProfile);
  const rows = await scope.db.query<{ id: string; places: readonly number[] }>(sql`
    select c.customer_id as id, to_jsonb(array_remove(array[${list(
      known.map(({ compiled }, n) => sql`case when ${compiled.sql} then ${sql.raw(String(n))} end`),
    )}]::int[], null)) as places
    from ${customersOf(scope, { day: moment.profileDay }, ofProfile)} where ${anyOf(sql`c.customer_id`, ids)}`);
  return byKey(ids, rows, ({ id }) => id).map((row) =>
    (row?.places ?? []).flatMap((place) => known[place]?.segment ?? []),
  );
}

/**
 * Which of some segments each customer is in, in the order of the ids, the segments in their order; [] for those who are not known.
 * One statement for each 200 segments. Throws a `UserError` where one cannot be asked, because something that it names is no more.
 * @param leavesOut whether such segments are left out instead
 */
export async function findMemberships<D extends Defined>(
  context: CompileContext,
  segments: readonly D[],
  ids: readonly string[],
  { leavesOut = false }: { readonly leavesOut?: boolean } = {},
): Promise<D[][]> {
  const found: D[][] = ids.map(() => []);
  for (let from = 0; from < segments.length; from += listLimits.segmentsTogether) {
    const together = segments.slice(from, from + listLimits.segmentsTogether);
    const memberships = await findTogether(context, together, ids, leavesOut);
    memberships.forEach((those, n) => found[n]?.push(...those));
  }
  return found;
}
