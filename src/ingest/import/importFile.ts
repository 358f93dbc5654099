import { hash } from 'node:crypto';
import type postgres from 'postgres';
import type { Job } from '../../db/job.js';
import { transact } from '../../db/transact.js';
import type { FileReport } from './importReport.js';
import type { ImportPlan } from './planImport.js';
import { createRejects } from './rejects.js';
import type { RejectsFile } from './rejectsFile.js';
import { run } from '../../db/runStatement.js';
import { stageRows } from './stageRows.js';
import { dropTemporary } from './temporaryTables.js';
import { writeRows } from './writeRows.js';

/** How one file is read in. */
interface ImportFileOptions {
  /** Goes into every row that is written. */
  readonly loadId: string;
  /** Calls the import off; what the file had written is taken back. */
  readonly signal?: AbortSignal | undefined;
  /** How many rows may be rejected; more fail the file. */
  readonly maxRejects?: number | undefined;
  /** Where rejected rows go. */
  readonly rejectsFile?: RejectsFile | undefined;
  /** Waited for before anything is written: the file before. */
  readonly turn?: Promise<unknown> | undefined;
  /** Told when all rows have been read. */
  readonly onStaged?: (() => void) | undefined;
}

/**
 * Reads one source into its target in one transaction, or a savepoint of the job's: all of it is seen, or nothing. A file is
 * left alone where the newest import of a file of its name into the target took all rows of the same bytes by the same
 * mapping. Throws a `UserError` for what the user can mend, too many rejects among it.
 */
export async function importFile(job: Job, plan: ImportPlan, options: ImportFileOptions): Promise<FileReport> {
  const began = performance.now();
  const { file, target } = plan;
  const mapping = await meaningOf(job, plan);
  const unchanged = !plan.isStream && (await isUnchanged(job, plan, mapping));
  const rejects = createRejects(file, { most: options.maxRejects, file: options.rejectsFile });
  let [rowsRead, rowsSkipped, rowsWritten, rowsSuperseded, waited] = [0, 0, 0, 0, 0];
  let forgiven: FileReport['forgiven'] = [];
  const work = async (transaction: postgres.TransactionSql): Promise<void> => {
    tellUnnamed(job, plan);
    await run(transaction, dropTemporary);
    ({ rowsRead, rowsSkipped, forgiven } = await stageRows(job, transaction, plan, rejects, options.signal));
    const sha256 = await plan.sha256();
    waited = await waitFor(options);
    const written = await writeRows(job, transaction, plan, { ...options, rejects });
    rowsWritten = written.rows;
    rowsSuperseded = written.kept === undefined ? 0 : rowsRead - rowsSkipped - rejects.count - written.kept;
    await transaction`
      insert into facet.import_files (load_id, target, file, sha256, mapping_sha256, rows_read, rows_written, rows_rejected,
        started_at, finished_at)
      values (${options.loadId}, ${target.name}, ${file}, ${sha256}, ${mapping}, ${rowsRead}, ${rowsWritten},
        ${rejects.count}, now(), clock_timestamp())`;
    options.signal?.throwIfAborted();
  };
  try {
    if (!unchanged) await transact(job.sql, (sql) => work(sql as unknown as postgres.TransactionSql));
  } catch (error) {
    throw options.signal?.aborted ? options.signal.reason : error;
  } finally {
    await rejects.flush();
  }
  const seconds = (performance.now() - began - waited) / 1000;
  const counts = { rowsRead, rowsSkipped, rowsWritten, rowsSuperseded };
  return {
    file,
    target: target.name,
    unchanged,
    seconds,
    ...counts,
    forgiven,
    rowsRejected: rejects.count,
    rejects: rejects.first,
  };
}

/** Waits for the file before; gives the milliseconds that took. Throws what that one failed with. */
async function waitFor({ onStaged, turn }: ImportFileOptions): Promise<number> {
  const began = performance.now();
  onStaged?.();
  await turn;
  return performance.now() - began;
}

/** Columns without a name cannot be mapped, and are left out. */
function tellUnnamed({ progress }: Job, { file, unnamed }: ImportPlan): void {
  if (unnamed.length === 0) return;
  const places = `${unnamed.slice(0, 20).join(', ')}${unnamed.length > 20 ? ` and ${unnamed.length - 20} more` : ''}`;
  progress.say(`warning: ${file}: columns without a name are left out: the column at place ${places}`);
}

/** A hash of all that decides what becomes of the source's rows. */
async function meaningOf({ sql }: Job, { target, columns, mappingSha256 }: ImportPlan): Promise<string> {
  if (target.state === undefined) return mappingSha256;
  return hash('sha256', `${mappingSha256} ${await target.state(sql, columns)}`);
}

/** Rows that were rejected may be good by now: only an import that took all of them makes the next one needless. */
async function isUnchanged({ sql }: Job, { file, target, sha256 }: ImportPlan, mapping: string): Promise<boolean> {
  const [newest] = await sql<{ same: boolean }[]>`
    select sha256 = ${await sha256()} and mapping_sha256 = ${mapping} and rows_rejected = 0 as same
    from facet.import_files
    where target = ${target.name} and file = ${file} order by load_id desc, finished_at desc limit 1`;
  return newest?.same === true;
}
