import { setLocally } from '../../../db/cluster/setLocally.js';
import { runLimits } from '../../../config/runs/runLimits.js';
import type { Sql } from '../../../db/client.js';
import type { Job } from '../../../db/job.js';
import { run } from '../../../db/runStatement.js';
import { compile } from '../../../db/sql.js';
import { transact } from '../../../db/transact.js';
import { copyIn } from '../staging/copyIn.js';
import { leaveOutForgotten } from '../merge/leaveOutForgotten.js';
import type { FileReport } from '../report/importReport.js';
import { copyIntoStaging, createStaging } from '../staging/stagingStatements.js';
import { dropTemporary, emptyTemporary } from '../staging/temporaryTables.js';
import type { Written } from '../merge/writeContext.js';
import type { SourceReading } from '../reading/openReading.js';
import type { SQL } from 'drizzle-orm';

/** Megabytes that each sort or hash of an import may take at most. */
const mostMemory = 64;

/** How one source is written. */
interface WriteOptions {
  /** Goes into every row that is written. */
  readonly loadId: string;
  /** Stops the import; what the source had written is rolled back. */
  readonly signal?: AbortSignal | undefined;
  /** Called when all rows have been read. */
  readonly onStaged: () => void;
}

/**
 * Writes the rows of one source into its target, in one transaction or in a savepoint of the job's: all of them or
 * none. Throws a `UserError` for what the user can mend, too many rejects among it.
 */
export async function writeSource(job: Job, reading: SourceReading, options: WriteOptions): Promise<FileReport> {
  const { plan, mapping, unchanged, lines, counts, rejects, nulled } = reading;
  const began = performance.now();
  const ahead = lines.busy();
  const { file, target } = plan;
  let [rowsWritten, rowsSuperseded, rowsForgotten] = [0, 0, 0];
  let months: FileReport['months'];
  const work = async (transaction: Sql): Promise<void> => {
    await run(transaction, dropTemporary);
    await run(transaction, createStaging(plan.columns));
    await copyIn(transaction, compile(copyIntoStaging).text, lines);
    const sha256 = await plan.sha256();
    options.onStaged();
    const written = await writeStaged(job, transaction, reading, options);
    const { rowsRead, rowsSkipped } = counts;
    rowsWritten = written.rows;
    rowsForgotten = written.forgotten;
    months = written.months;
    rowsSuperseded =
      written.kept === undefined ? 0 : rowsRead - rowsSkipped - rejects.count - rowsForgotten - written.kept;
    await transaction`
      insert into facet.import_files (load_id, target, file, sha256, mapping_sha256, rows_read, rows_written, rows_rejected,
        started_at, finished_at)
      values (${options.loadId}, ${target.name}, ${file}, ${sha256}, ${mapping}, ${rowsRead}, ${rowsWritten},
        ${rejects.count}, now(), clock_timestamp())`;
    await run(transaction, emptyTemporary);
    options.signal?.throwIfAborted();
  };
  try {
    if (!unchanged) await transact(job.client, work);
  } catch (error) {
    throw options.signal?.aborted ? options.signal.reason : error;
  } finally {
    await lines.stop();
    await rejects.flush();
  }
  return {
    file,
    target: target.name,
    unchanged,
    seconds: (ahead + performance.now() - began) / 1000,
    rowsRead: counts.rowsRead,
    rowsSkipped: counts.rowsSkipped,
    rowsWritten,
    rowsSuperseded,
    rowsForgotten,
    rowsRejected: rejects.count,
    rejects: rejects.first,
    rejectGroups: rejects.groups,
    nulled: [...nulled.values()],
    unnamed: unchanged ? [] : plan.unnamed,
    emptyColumns: emptyOf(reading),
    eachWithoutRows: counts.rowsRead === counts.rowsFaulty ? plan.each : undefined,
    months,
  };
}

/** Writes the staged rows into the target; a signal cancels the statement under way. */
async function writeStaged(
  job: Job,
  transaction: Sql,
  { plan, rejects }: SourceReading,
  { loadId, signal }: WriteOptions,
): Promise<Written & { readonly forgotten: number }> {
  const { file, target, columns, countOccurrences } = plan;
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
  const memory = Math.min(mostMemory, runLimits(job.config).workMemory);
  await setLocally(transaction, { work_mem: `${memory}MB` });
  const forgotten = await leaveOutForgotten({ transaction, columns, step });
  const context = { job, transaction, file, columns, countOccurrences, step, loadId, rejects };
  return { ...(await target.write(context)), forgotten };
}

/** The columns that no row has a value of, with what they are read from; none where no row was taken. */
function emptyOf({ counts, emptyColumns, rejects }: SourceReading): string[] {
  if (counts.rowsRead - counts.rowsSkipped - rejects.count <= 0) return [];
  return [...emptyColumns].map(({ target, columns }) => `${target.name} (${columns.join(', ')})`);
}
