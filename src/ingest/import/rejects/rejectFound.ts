import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../../db/client.js';
import { run } from '../../../db/runStatement.js';
import { rejected } from '../staging/temporaryTables.js';
import { BadValue } from '../values/BadValue.js';
import type { Rejects } from './rejects.js';

/** What the database rejects rows with, in the transaction of one file. */
export interface RejectContext {
  readonly transaction: Sql;
  readonly rejects: Rejects;
}

/** A row that was found in order to reject it. */
interface FoundRow {
  readonly line: string;
  readonly value: string | null;
  /** Reads on from the value. */
  readonly reason: string;
  /** What had been read from its columns. */
  readonly texts: readonly (string | null)[];
}

/** Rows in memory at a time. */
const batchRows = 1000;

/** What rows are rejected of. */
interface Found {
  /** The temporary table that they are deleted from, by their `line`. */
  readonly table: SQL;
  /** A query without bound values of their `line`, `value`, `reason` and `texts`, each line once. */
  readonly rows: SQL;
  /** The column of the source that the values come from. */
  readonly column: string;
}

/**
 * Rejects the rows that a query finds, and deletes them; gives their number. They are found first and deleted then: Citus deletes no rows
 * of the coordinator by what its workers hold.
 */
export async function rejectFound(
  { transaction, rejects }: RejectContext,
  { table, rows, column }: Found,
): Promise<number> {
  const { count } = await run(transaction, sql`create temporary table ${rejected} on commit drop as ${rows}`);
  if (count > 0) {
    await run(transaction, sql`delete from ${table} where line in (select line from ${rejected})`);
    const found = run<FoundRow>(transaction, sql`select line, value, reason, texts from ${rejected} order by line`);
    for await (const batch of found.cursor(batchRows)) {
      for (const { line, value, reason, texts } of batch)
        rejects.add({ line: Number(line), fields: texts }, new BadValue(reason, value ?? '', column));
      await rejects.flush();
    }
  }
  await run(transaction, sql`drop table ${rejected}`);
  return count;
}
