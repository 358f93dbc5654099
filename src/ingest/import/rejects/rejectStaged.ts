import { sql, type SQL } from 'drizzle-orm';
import { literal } from '../../../db/sql.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import { isStaged, source, textsOf, valueOf } from '../staging/stagingStatements.js';
import { staging } from '../staging/temporaryTables.js';
import { rejectFound, type RejectContext } from './rejectFound.js';

/** What staged rows are rejected with. */
export interface StagedRejectContext extends RejectContext {
  /** Those that the mapping fills. */
  readonly columns: readonly ColumnPlan[];
}

/**
 * Rejects the staged rows for whose value of a column a condition holds; none where the column is not mapped. `reason`
 * reads on from the value. `joined` is what is joined to the rows (`source`), which the condition may then name.
 */
export async function rejectStaged(
  context: StagedRejectContext,
  name: string,
  condition: (value: SQL) => SQL,
  reason: string,
  joined?: SQL,
): Promise<void> {
  const column = context.columns.find(({ target }) => target.name === name);
  if (column === undefined) return;
  const rows = foundStaged(context.columns, column, { condition, reason, joined });
  await rejectFound(context, { table: staging, rows, column: column.columns.join(', ') });
}

interface Rejection {
  readonly condition: (value: SQL) => SQL;
  readonly reason: string;
  readonly joined: SQL | undefined;
}

/** Where rows are joined they are a query: Citus joins no temporary table to rows of its workers. */
const foundStaged = (
  columns: readonly ColumnPlan[],
  column: ColumnPlan,
  { condition, reason, joined }: Rejection,
): SQL => sql`
  select ${joined === undefined ? sql`` : sql`distinct on (${source}.line)`} ${source}.line, ${valueOf(column)}::text as value,
    ${literal(reason)} as reason, ${textsOf(columns.filter(isStaged), source)} as texts
  from ${joined === undefined ? sql`${staging} as ${source}` : sql`(select * from ${staging}) as ${source} ${joined}`}
  where ${condition(valueOf(column))}`;
