import { sql } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { identifier } from '../../db/sql.js';
import { hasForgotten, isForgotten } from '../../forgetting/forgottenRows.js';

const columns: ReadonlySet<string> = new Set(['customer_id', 'datasource', 'pk', 'email', 'phone', 'loyalty_id']);

/** Deletes source records of forgotten persons, which something else than an import has written; gives their number. */
export async function removeForgotten(client: Sql): Promise<number> {
  if (!(await hasForgotten(client))) return 0;
  const condition = isForgotten((name) => (columns.has(name) ? sql`t.${identifier(name)}` : undefined));
  if (condition === undefined) return 0;
  const { count } = await run(
    client,
    sql`delete from facet.unified_customers as t using facet.person_key as k where ${condition}`,
  );
  return count;
}
