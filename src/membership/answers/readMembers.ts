import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { compile } from '../../db/sql.js';
import type { CompileContext } from '../../segments/CompileContext.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { segmentMembers } from '../../segments/segmentMembers.js';

/** Keys that come together. */
const batch = 5000;

/** The keys of a segment's members in their order, in batches as PostgreSQL finds them. */
export async function* readMembers(
  client: Sql,
  context: CompileContext,
  definition: SegmentDefinition,
): AsyncGenerator<string[]> {
  const { text, values } = compile(sql`
    select members.customer_id as id from (${segmentMembers(context, definition)}) as members order by 1`);
  for await (const rows of client.unsafe<{ id: string }[]>(text, values as string[]).cursor(batch))
    yield rows.map(({ id }) => id);
}
