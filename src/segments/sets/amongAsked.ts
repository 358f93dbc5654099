import { sql, type SQL } from 'drizzle-orm';
import { anyOf } from '../../db/sql.js';
import type { CompileContext } from '../CompileContext.js';

/** What limits the rows of a set to the customers that are asked about, by their column of keys; true where all are. */
export const amongAsked = ({ among }: Pick<CompileContext, 'among'>, column: SQL = sql`customer_id`): SQL =>
  among === undefined ? sql`true` : anyOf(column, among);
