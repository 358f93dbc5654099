import type postgres from 'postgres';
import type { Job } from '../../db/job.js';
import type { FileReport } from './importReport.js';
import type { ImportPlan } from './planImport.js';
import { createRejects } from './rejects.js';
import { stageRows } from './stageRows.js';
import { fileSha256 } from './textFile.js';
import { writeRows } from './writeRows.js';

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
    rowsRead = await stageRows(job, transaction, plan, rejects, options.signal);
    rowsWritten = await writeRows(job, transaction, plan, { ...options, rejects });
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
