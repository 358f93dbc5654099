import type postgres from 'postgres';
import type { Job } from '../../db/job.js';
import { run } from '../../db/runStatement.js';
import { compile } from '../../db/sql.js';
import { transact } from '../../db/transact.js';
import { copyIn } from './copyIn.js';
import type { FileReport } from './importReport.js';
import type { Reading } from './openReading.js';
import { copyIntoStaging, createStaging } from './stagingStatements.js';
import { dropTemporary, emptyTemporary } from './temporaryTables.js';
import { writeRows } from './writeRows.js';

/** How one file is written. */
interface ImportFileOptions {
  /** Goes into every row that is written. */
  readonly loadId: string;
  /** Calls the import off; what the file had written is taken back. */
  readonly signal?: AbortSignal | undefined;
  /** Told when all rows have been read. */
  readonly onStaged: () => void;
}

/**
 * Writes what is read of one source into its target in one transaction, or a savepoint of the job's: all of it is seen, or
 * nothing. Throws a `UserError` for what the user can mend, too many rejects among it.
 */
export async function importFile(job: Job, reading: Reading, options: ImportFileOptions): Promise<FileReport> {
  const { plan, mapping, unchanged, lines, counts, rejects, forgiven } = reading;
  const began = performance.now();
  const ahead = lines.busy();
  const { file, target } = plan;
  let [rowsWritten, rowsSuperseded] = [0, 0];
  let months: FileReport['months'];
  const work = async (transaction: postgres.TransactionSql): Promise<void> => {
    await run(transaction, dropTemporary);
    await run(transaction, createStaging(plan.columns));
    await copyIn(transaction, compile(copyIntoStaging).text, lines);
    const sha256 = await plan.sha256();
    options.onStaged();
    const written = await writeRows(job, transaction, plan, { ...options, rejects });
    const { rowsRead, rowsSkipped } = counts;
    rowsWritten = written.rows;
    months = written.months;
    rowsSuperseded = written.kept === undefined ? 0 : rowsRead - rowsSkipped - rejects.count - written.kept;
    await transaction`
      insert into facet.import_files (load_id, target, file, sha256, mapping_sha256, rows_read, rows_written, rows_rejected,
        started_at, finished_at)
      values (${options.loadId}, ${target.name}, ${file}, ${sha256}, ${mapping}, ${rowsRead}, ${rowsWritten},
        ${rejects.count}, now(), clock_timestamp())`;
    await run(transaction, emptyTemporary);
    options.signal?.throwIfAborted();
  };
  try {
    if (!unchanged) await transact(job.sql, (sql) => work(sql as unknown as postgres.TransactionSql));
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
    rowsRejected: rejects.count,
    rejects: rejects.first,
    rejectGroups: rejects.groups,
    forgiven: [...forgiven.values()],
    unnamed: unchanged ? [] : plan.unnamed,
    emptyColumns: emptyOf(reading),
    eachWithoutRows: counts.rowsRead === counts.rowsFaulty ? plan.each : undefined,
    months,
  };
}

/** The columns that no row has a value of, with what they are read from; none where no row was taken. */
function emptyOf({ counts, emptyColumns, rejects }: Reading): string[] {
  if (counts.rowsRead - counts.rowsSkipped - rejects.count <= 0) return [];
  return [...emptyColumns].map(({ target, columns }) => `${target.name} (${columns.join(', ')})`);
}
