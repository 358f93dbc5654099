import { sql, type SQL } from 'drizzle-orm';
import { list } from '../../db/sql.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { CompileContext } from '../../segments/CompileContext.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { segmentMembers } from '../../segments/segmentMembers.js';

function membersOf(context: CompileContext, definition: SegmentDefinition): SQL | UserError {
  try {
    return segmentMembers(context, definition);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/**
 * How many customers are in each of some segments, in their order, by one statement; for one that cannot be asked, because something that
 * it names is unknown, the `UserError` that says so.
 */
export async function countEach(
  context: CompileContext,
  definitions: readonly SegmentDefinition[],
): Promise<(number | UserError)[]> {
  const members = definitions.map((definition) => membersOf(context, definition));
  const known = members.filter((one): one is SQL => !(one instanceof UserError));
  if (known.length === 0) return members as UserError[];
  const [row] = await context.scope.db.query<{ counts: number[] }>(sql`
    select to_jsonb(array[${list(known.map((one) => sql`(select count(*) from (${one}) as members)`))}]) as counts`);
  const counts = [...(row?.counts ?? [])];
  return members.map((one) => (one instanceof UserError ? one : (counts.shift() ?? 0)));
}

/** How many customers are in each of some segments, in their order, by one statement. Throws a `UserError` for one that cannot be asked. */
export async function countMembers(
  context: CompileContext,
  definitions: readonly SegmentDefinition[],
): Promise<number[]> {
  const counts = await countEach(context, definitions);
  return counts.map((count) => {
    if (count instanceof UserError) throw count;
    return count;
  });
}
