import { sql, type SQL } from 'drizzle-orm';
import { valueOf } from './stagingStatements.js';
import type { WriteContext } from './target.js';

/** A column's value in a staged row; null where it is not mapped. */
export function stagedValue({ columns }: Pick<WriteContext, 'columns'>, name: string): SQL {
  const plan = columns.find(({ target }) => target.name === name);
  return plan === undefined ? sql`null` : valueOf(plan);
}
