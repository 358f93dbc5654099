import type { SQL } from 'drizzle-orm';
import { compile } from '../../db/sql.js';
import { BadValue } from './BadValue.js';
import { takeOut } from './stagingStatements.js';
import type { WriteContext } from './target.js';

/**
 * Takes the staged rows out for whose value of a column a condition holds, and reports them; nothing where the column is
 * not mapped. `reason` reads on from the value.
 */
export async function rejectStaged(
  { columns, transaction, rejects }: WriteContext,
  name: string,
  condition: (value: SQL) => SQL,
  reason: string,
): Promise<void> {
  const column = columns.find(({ target }) => target.name === name);
  if (column === undefined) return;
  const { text, values } = compile(takeOut(column, condition));
  const rows = await transaction.unsafe<{ line: string; value: string }[]>(text, values as string[]);
  for (const { line, value } of rows)
    rejects.add({ line: Number(line), fields: [] }, new BadValue(reason, value, column.columns.join(', ')));
  await rejects.flush();
}
