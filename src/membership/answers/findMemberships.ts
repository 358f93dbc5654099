import { sql } from 'drizzle-orm';
import { anyOf, list } from '../../db/sql.js';
import { UserError } from '../../lib/errors/UserError.js';
import { byKey } from '../../lib/byKey.js';
import { customersOf } from '../../operands/customersOf.js';
import type { CompileContext } from '../../segments/CompileContext.js';
import { compileSegment } from '../../segments/compileSegment.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';

/** Something with a definition. */
export interface Defined {
  readonly definition: SegmentDefinition;
}

/** Those of some segments that can be asked now: the others name something that is no more. */
export function askable<D extends Defined>(context: CompileContext, segments: readonly D[]): D[] {
  return segments.filter(({ definition }) => {
    try {
      compileSegment(context, definition);
      return true;
    } catch (error) {
      if (error instanceof UserError) return false;
      throw error;
    }
  });
}

/**
 * Which of some segments each customer is in, in the order of the ids, the segments in their order; [] for those who are not known.
 * One statement for all of them. Throws a `UserError` where one cannot be asked.
 */
export async function findMemberships<D extends Defined>(
  context: CompileContext,
  segments: readonly D[],
  ids: readonly string[],
): Promise<D[][]> {
  const { scope, moment } = context;
  const asked = { ...context, among: ids };
  const known = segments.map((segment) => ({ segment, compiled: compileSegment(asked, segment.definition) }));
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
