import { sql } from 'drizzle-orm';
import { anyOf, compile, list } from '../../db/sql.js';
import { UserError } from '../../lib/errors/UserError.js';
import { byKey } from '../../lib/byKey.js';
import { customersOf } from '../../operands/customersOf.js';
import type { CompileContext } from '../../segments/CompileContext.js';
import { compileSegment } from '../../segments/compileSegment.js';
import type { CompiledCondition } from '../../segments/conditions/ConditionKind.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { listLimits } from '../../words/limits.js';

/** Values that segments compare in one statement, unless one segment alone has more. */
const valuesTogether = 10_000;

/** Something with a definition. */
export interface Defined {
  readonly definition: SegmentDefinition;
}

/** A segment as a condition, with how many values it compares. */
interface Known<D> {
  readonly segment: D;
  readonly compiled: CompiledCondition;
  readonly values: number;
}

/** Compiles segments; those that cannot be asked are left out, where they shall be. Throws a `UserError` for one where not. */
function knownOf<D extends Defined>(context: CompileContext, segments: readonly D[], leavesOut: boolean): Known<D>[] {
  return segments.flatMap((segment) => {
    try {
      const compiled = compileSegment(context, segment.definition);
      return [{ segment, compiled, values: compile(compiled.sql).values.length }];
    } catch (error) {
      if (leavesOut && error instanceof UserError) return [];
      throw error;
    }
  });
}

/** In so many statements that none has more segments, or more values, than are asked together. */
function inStatements<D>(known: readonly Known<D>[]): Known<D>[][] {
  const statements: Known<D>[][] = [];
  let sum = 0;
  for (const one of known) {
    const last = statements.at(-1);
    sum += one.values;
    if (last !== undefined && last.length < listLimits.segmentsTogether && sum <= valuesTogether) last.push(one);
    else {
      statements.push([one]);
      sum = one.values;
    }
  }
  return statements;
}

async function findTogether<D extends Defined>(
  { scope, moment }: CompileContext,
  known: readonly Known<D>[],
  ids: readonly string[],
): Promise<D[][]> {
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
 * One statement for each 200 segments, or fewer large ones. Throws a `UserError` where one cannot be asked, because something that it
 * names is no more.
 * @param leavesOut whether such segments are left out instead
 */
export async function findMemberships<D extends Defined>(
  context: CompileContext,
  segments: readonly D[],
  ids: readonly string[],
  { leavesOut = false }: { readonly leavesOut?: boolean } = {},
): Promise<D[][]> {
  const found: D[][] = ids.map(() => []);
  const asked = { ...context, among: ids };
  for (const together of inStatements(knownOf(asked, segments, leavesOut))) {
    const memberships = await findTogether(asked, together, ids);
    memberships.forEach((those, n) => found[n]?.push(...those));
  }
  return found;
}
