import type postgres from 'postgres';
import { compile } from '../../db/sql.js';
import type { SQL } from 'drizzle-orm';
import type { Job } from '../../db/job.js';
import { BadValue } from './BadValue.js';
import { createConverter } from './convertRow.js';
import { copyIn } from './copyIn.js';
import type { FileReport } from './importReport.js';
import {
  analyzeMerged,
  copyIntoStaging,
  createMerged,
  createStaging,
  deleteMoved,
  insertNew,
  stagedColumns,
  updateChanged,
} from './mergeStatements.js';
import type { ImportPlan } from './planImport.js';
import { createRejects, type Rejects } from './rejects.js';
import { fileSha256 } from './textFile.js';

/** How one file is read in. */
interface ImportFileOptions {
  /** Goes into every row that is written. */
  readonly loadId: string;
  /** Does everything, and takes it back. */
  readonly dryRun: boolean;
  /** Calls the import off; what the file had written is taken back. */
  readonly signal?: AbortSignal | undefined;
}

class TakeBack extends Error {}

/**
 * Reads one file into its target in one transaction: all of it is seen, or nothing. It is left alone where the newest
 * import of a file of its name into the target read the same bytes by the same mapping.
 */
export async function importFile(job: Job, plan: ImportPlan, options: ImportFileOptions): Promise<FileReport> {
  const began = performance.now();
  const { file, path, target, mappingSha256 } = plan;
  const sha256 = await fileSha256(path);
  const [newest] = await job.sql<{ same: boolean }[]>`
    select sha256 = ${sha256} and mapping_sha256 = ${mappingSha256} as same from facet.import_files
    where target = ${target.name} and file = ${file} order by load_id desc, finished_at desc limit 1`;
  const unchanged = newest?.same === true;
  const rejects = createRejects(file);
  let [rowsRead, rowsWritten] = [0, 0];
  const work = async (transaction: postgres.TransactionSql): Promise<void> => {
    rowsRead = await stage(job, transaction, plan, rejects, options.signal);
    rowsWritten = await merge(transaction, plan, options);
    await transaction`
      insert into facet.import_files (load_id, target, file, sha256, mapping_sha256, rows_read, rows_written, rows_rejected,
        started_at, finished_at)
      values (${options.loadId}, ${target.name}, ${file}, ${sha256}, ${mappingSha256}, ${rowsRead}, ${rowsWritten},
        ${rejects.count}, now(), clock_timestamp())`;
    options.signal?.throwIfAborted();
    if (options.dryRun) throw new TakeBack();
  };
  if (!unchanged)
    await job.sql.begin(work).catch((error: unknown) => {
      if (!(error instanceof TakeBack)) throw options.signal?.aborted ? options.signal.reason : error;
    });
  const seconds = (performance.now() - began) / 1000;
  const counts = { rowsRead, rowsWritten, rowsRejected: rejects.count, rejects: rejects.first };
  return { file, target: target.name, unchanged, seconds, ...counts };
}

const run = (transaction: postgres.TransactionSql, statement: SQL): postgres.PendingQuery<postgres.Row[]> => {
  const { text, values } = compile(statement);
  return transaction.unsafe(text, values as postgres.ParameterOrJSON<never>[]);
};

/** Copies the file's good rows into the staging table; gives the number of rows read, rejects included. */
async function stage(
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

/** Writes the staged rows into the target; gives the number of new or changed ones. */
async function merge(
  transaction: postgres.TransactionSql,
  { target, columns }: ImportPlan,
  { loadId, signal }: ImportFileOptions,
): Promise<number> {
  const staged = stagedColumns(target, columns);
  const step = async (statement: SQL | undefined): Promise<number> => {
    signal?.throwIfAborted();
    if (statement === undefined) return 0;
    const running = run(transaction, statement);
    const cancel = (): void => running.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return (await running).count;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  };
  await transaction`set local work_mem = '64MB'`;
  await step(createMerged(target, staged, staged.length > columns.length));
  await step(analyzeMerged(target, staged));
  await step(deleteMoved(target, staged));
  const changed = await step(updateChanged(target, staged, loadId));
  return changed + (await step(insertNew(target, staged, loadId)));
}
