import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { dayIn } from '../../lib/days.js';
import { checkAliases } from './checkAliases.js';
import type { FileReport, ImportReport } from './importReport.js';
import { inOrder } from './inOrder.js';
import { parentsFirst } from './parentsFirst.js';
import { planImport } from './planImport.js';
import { createRejectsFile } from './rejectsFile.js';
import { refuseSources } from './rejectsPath.js';

export interface ImportOptions {
  /** The YAML file that maps files onto tables. */
  readonly configFile: string;
  /** Where the files are; default: the config's folder. */
  readonly dir?: string | undefined;
  /** Reads and checks everything, writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Calls the import off: what is under way is taken back, what was written before it stays. */
  readonly signal?: AbortSignal | undefined;
  /** How many rows of one file may be rejected; a file with more fails, and ends the run. Default: any number. */
  readonly maxRejects?: number | undefined;
  /** The CSV file for rejected rows, made when there is one; default: none. */
  readonly rejectsFile?: string | undefined;
}

/** How `importFiles` works within a run. */
interface Within {
  /** The load the rows belong to. */
  readonly loadId: string;
  /** Reads tables and queries, and tells what was imported before, on connections of its own; default: that of the job. */
  readonly outside?: Sql;
  /** Derives what depends on targets in the transaction that wrote them. Default: nothing is derived. */
  readonly derive?: (job: Job, targets: ReadonlySet<string>) => Promise<void>;
}

/**
 * Imports the files of a config, in its order but for `parentsFirst`, each in one transaction, or in one with its neighbours
 * and what is derived from them. The whole config is checked against the files' headers first. Takes no lock: see
 * `runImport`. Throws `UserError` for what the user can mend.
 */
export async function importFiles(
  job: Job,
  options: ImportOptions,
  { loadId, outside = job.sql, derive = async () => {} }: Within,
): Promise<Pick<ImportReport, 'files' | 'rejectsFile'>> {
  const { configFile, dir, signal, maxRejects } = options;
  const today = dayIn(job.config.timeZone, job.now);
  const plans = parentsFirst(await planImport(configFile, { dir, sql: outside, today }));
  await checkAliases(job, plans);
  if (options.rejectsFile !== undefined) await refuseSources(options.rejectsFile, configFile, dir);
  const rejectsFile = options.rejectsFile === undefined ? undefined : createRejectsFile(options.rejectsFile);
  let files: readonly FileReport[] = [];
  try {
    files = await inOrder(job, plans, {
      loadId,
      signal,
      maxRejects,
      rejectsFile,
      outside,
      derive,
    });
  } finally {
    await rejectsFile?.close();
  }
  const hasRejects = files.some(({ rowsRejected }) => rowsRejected > 0);
  return { files, rejectsFile: hasRejects ? rejectsFile : undefined };
}
