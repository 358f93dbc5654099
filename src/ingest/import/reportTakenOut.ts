import type { SQL } from 'drizzle-orm';
import { compile } from '../../db/sql.js';
import { BadValue } from './BadValue.js';
import type { WriteContext } from './target.js';

/** A row that only the database could judge. */
interface TakenOut {
  readonly line: string;
  readonly value: string | null;
  /** Reads on from the value. */
  readonly reason: string;
  /** What had been read from its columns. */
  readonly texts: readonly (string | null)[];
}

/** Rows held in memory at a time. */
const batchRows = 1000;

/** Runs a statement that deletes rows and gives them as `TakenOut`, and rejects each; gives their number. */
export async function reportTakenOut(
  { transaction, rejects }: Pick<WriteContext, 'transaction' | 'rejects'>,
  statement: SQL,
  column: string,
): Promise<number> {
  const { text, values } = compile(statement);
  let count = 0;
  for await (const rows of transaction.unsafe<TakenOut[]>(text, values as string[]).cursor(batchRows)) {
    for (const { line, value, reason, texts } of rows)
      rejects.add({ line: Number(line), fields: texts }, new BadValue(reason, value ?? '', column));
    await rejects.flush();
    count += rows.length;
  }
  return count;
}
