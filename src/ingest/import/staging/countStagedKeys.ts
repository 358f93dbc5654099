import { sql } from 'drizzle-orm';
import type { Sql } from '../../../db/client.js';
import { run } from '../../../db/runStatement.js';
import { identifier, list } from '../../../db/sql.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import { stagedRows } from './stagingStatements.js';

/**
 * Counts the different keys of the staged rows, which is how many rows remain where of each key the last one is taken.
 */
export async function countStagedKeys(
  transaction: Sql,
  columns: readonly ColumnPlan[],
  key: readonly string[],
): Promise<number> {
  const [row] = await run(
    transaction,
    sql`select count(*)::int as count from (select 1 from ${stagedRows(columns)} group by ${list(key.map(identifier))}) as keys`,
  );
  return row?.['count'] as number;
}
