import { sql } from 'drizzle-orm';
import type { CompileContext } from '../../segments/CompileContext.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { segmentMembers } from '../../segments/segmentMembers.js';

/**
 * Some members of each of some segments, in the order of the segments, by one statement: the same ones while they are members, and
 * chosen by nothing that is known of them. Throws a `UserError` for a segment that cannot be asked.
 */
export async function findSamples(
  context: CompileContext,
  definitions: readonly SegmentDefinition[],
  first: number,
): Promise<string[][]> {
  if (definitions.length === 0) return [];
  const parts = definitions.map(
    (definition, n) => sql`(select ${sql.raw(String(n))} as segment, customer_id as id, md5(customer_id) as place
      from (${segmentMembers(context, definition)}) as members order by place, id limit ${first})`,
  );
  const rows = await context.scope.db.query<{ readonly segment: number; readonly id: string }>(
    sql`select segment, id from (${sql.join(parts, sql` union all `)}) as found order by segment, place, id`,
  );
  return definitions.map((_, n) => rows.flatMap(({ segment, id }) => (segment === n ? [id] : [])));
}
