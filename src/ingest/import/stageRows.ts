import type postgres from 'postgres';
import type { Job } from '../../db/job.js';
import { compile } from '../../db/sql.js';
import { BadValue } from './BadValue.js';
import { createConverter, type ConvertRow } from './convertRow.js';
import { copyIn } from './copyIn.js';
import type { ForgivenValues } from './importReport.js';
import { copyIntoStaging, createStaging, isStaged } from './stagingStatements.js';
import type { ImportPlan } from './planImport.js';
import type { Rejects } from './rejects.js';
import { run } from '../../db/runStatement.js';
import type { SourceRow } from './sources/source.js';
import { withinTime } from './withinTime.js';

/** How many rows there were. */
interface StagedRows {
  /** Rejected and skipped ones included. */
  readonly rowsRead: number;
  /** Those for which `where` was not true. */
  readonly rowsSkipped: number;
  /** Bad values that were taken for none, by column of the target. */
  readonly forgiven: readonly ForgivenValues[];
}

/** Copies the source's good rows into the staging table. Throws a `UserError` where there are too many rejects. */
export async function stageRows(
  { progress }: Job,
  transaction: postgres.TransactionSql,
  plan: ImportPlan,
  rejects: Rejects,
  signal: AbortSignal | undefined,
): Promise<StagedRows> {
  const { file, target, columns, where, row, rows, usesPatterns } = plan;
  const forgiven = new Map<string, ForgivenValues>();
  const onForgiven = (column: string, line: number, { value, reason }: BadValue): void => {
    const { count = 0, first = { line, value, reason } } = forgiven.get(column) ?? {};
    forgiven.set(column, { column, count: count + 1, first });
  };
  row.number = 0;
  const convert = createConverter(columns.filter(isStaged), { where, row, onForgiven });
  const began = performance.now();
  let [rowsRead, rowsSkipped] = [0, 0];
  const lines = async function* (): AsyncGenerator<string> {
    for await (const batch of rows()) {
      signal?.throwIfAborted();
      const work = () => convertBatch(batch, convert, rejects);
      const { text, skipped } = usesPatterns ? withinTime(work, `A pattern for ${file}`, batch[0]?.line) : work();
      await rejects.flush();
      rowsRead += batch.length;
      rowsSkipped += skipped;
      const rate = Math.round(rowsRead / ((performance.now() - began) / 1000));
      progress.update(`${file} → ${target.name}: ${rowsRead} rows, ${rate} rows/s`);
      yield text;
    }
  };
  await run(transaction, createStaging(columns));
  await copyIn(transaction, compile(copyIntoStaging).text, lines());
  return { rowsRead, rowsSkipped, forgiven: [...forgiven.values()] };
}

function convertBatch(batch: readonly SourceRow[], convert: ConvertRow, rejects: Rejects) {
  let text = '';
  let skipped = 0;
  for (const row of batch) {
    try {
      const line = convert(row);
      if (line === undefined) skipped += 1;
      else text += line;
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      rejects.add(row, error);
    }
  }
  return { text, skipped };
}
