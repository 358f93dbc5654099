import type postgres from 'postgres';
import type { Job } from '../../db/job.js';
import { compile } from '../../db/sql.js';
import { BadValue } from './BadValue.js';
import { createConverter } from './convertRow.js';
import { copyIn } from './copyIn.js';
import { copyIntoStaging, createStaging, stagedColumns } from './mergeStatements.js';
import type { ImportPlan } from './planImport.js';
import type { Rejects } from './rejects.js';
import { run } from './runStatement.js';

/** Copies the file's good rows into the staging table; gives the number of rows read, rejects included. */
export async function stageRows(
  { progress }: Job,
  transaction: postgres.TransactionSql,
  { file, target, header, columns, rows }: ImportPlan,
  rejects: Rejects,
  signal: AbortSignal | undefined,
): Promise<number> {
  const staged = stagedColumns(target, columns);
  const convert = createConverter(header, columns, staged.length > columns.length);
  const began = performance.now();
  let rowsRead = 0;
  const lines = async function* (): AsyncGenerator<string> {
    for await (const batch of rows()) {
      signal?.throwIfAborted();
      let text = '';
      for (const row of batch) {
        try {
          text += convert(row);
        } catch (error) {
          if (!(error instanceof BadValue)) throw error;
          rejects.add(row.line, error);
        }
      }
      rowsRead += batch.length;
      const rate = Math.round(rowsRead / ((performance.now() - began) / 1000));
      progress.update(`${file} → ${target.name}: ${rowsRead} rows, ${rate} rows/s`);
      yield text;
    }
  };
  await run(transaction, createStaging(staged));
  await copyIn(transaction, compile(copyIntoStaging).text, lines());
  return rowsRead;
}
