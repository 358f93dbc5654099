import { sql, type SQL } from 'drizzle-orm';
import { literal } from '../../../db/sql.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import { isStaged, source, textsOf, valueOf } from '../staging/stagingStatements.js';
import { staging } from '../staging/temporaryTables.js';
import { rejectDeleted, type RejectContext } from './rejectDeleted.js';

/** What staged rows are rejected with. */
export interface StagedRejectContext extends RejectContext {
  /** Those that the mapping fills. */
  readonly columns: readonly ColumnPlan[];
}

/**
 * Rejects the staged rows for whose value of a column a condition holds; none where the column is not mapped. `reason`
 * reads on from the value.
 */
export async function rejectStaged(
  context: StagedRejectContext,
  name: string,
  condition: (value: SQL) => SQL,
  reason: string,
): Promise<void> {
  const column = context.columns.find(({ target }) => target.name === name);
  if (column === undefined) return;
  await rejectDeleted(context, deleteStaged(context.columns, column, condition, reason), column.columns.join(', '));
}

const deleteStaged = (
  columns: readonly ColumnPlan[],
  column: ColumnPlan,
  condition: (value: SQL) => SQL,
  reason: string,
): SQL => sql`
  with out as (
    delete from ${staging} as ${source} where ${condition(valueOf(column))}
    returning line, ${valueOf(column)}::text as value, ${textsOf(columns.filter(isStaged), source)} as texts)
  select line, value, ${literal(reason)} as reason, texts from out order by line`;
