import type { SQL } from 'drizzle-orm';
import { reportTakenOut } from './reportTakenOut.js';
import { takeOut } from './stagingStatements.js';
import type { WriteContext } from './target.js';

/**
 * Takes the staged rows out for whose value of a column a condition holds, and reports them; nothing where the column is
 * not mapped. `reason` reads on from the value.
 */
export async function rejectStaged(
  context: WriteContext,
  name: string,
  condition: (value: SQL) => SQL,
  reason: string,
): Promise<void> {
  const column = context.columns.find(({ target }) => target.name === name);
  if (column === undefined) return;
  await reportTakenOut(context, takeOut(context.columns, column, condition, reason), column.columns.join(', '));
}
