import type { SQL } from 'drizzle-orm';
import type { Sql } from '../../../db/client.js';
import { compile } from '../../../db/sql.js';
import { BadValue } from '../values/BadValue.js';
import type { Rejects } from './rejects.js';

/** What the database rejects rows with, in the transaction of one file. */
export interface RejectContext {
  readonly transaction: Sql;
  readonly rejects: Rejects;
}

/** A row that a statement deleted in order to reject it. */
interface DeletedRow {
  readonly line: string;
  readonly value: string | null;
  /** Reads on from the value. */
  readonly reason: string;
  /** What had been read from its columns. */
  readonly texts: readonly (string | null)[];
}

/** Rows in memory at a time. */
const batchRows = 1000;

/**
 * Rejects the rows that a statement deletes and returns as `line`, `value`, `reason` and `texts`; gives their number.
 * `column` is the column of the source that the values come from.
 */
export async function rejectDeleted(
  { transaction, rejects }: RejectContext,
  statement: SQL,
  column: string,
): Promise<number> {
  const { text, values } = compile(statement);
  let count = 0;
  for await (const rows of transaction.unsafe<DeletedRow[]>(text, values as string[]).cursor(batchRows)) {
    for (const { line, value, reason, texts } of rows)
      rejects.add({ line: Number(line), fields: texts }, new BadValue(reason, value ?? '', column));
    await rejects.flush();
    count += rows.length;
  }
  return count;
}
