import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { checkAliases } from './checkAliases.js';
import { importFile } from './importFile.js';
import type { FileReport, ImportReport } from './importReport.js';
import { planImport } from './planImport.js';
import { createRejectsFile } from './rejectsFile.js';

export interface ImportOptions {
  /** The YAML file that maps files onto tables. */
  readonly configFile: string;
  /** Where the files are; default: the config's folder. */
  readonly dir?: string | undefined;
  /** Reads and checks everything, writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Calls the import off: the file under way is taken back, those before it stay. */
  readonly signal?: AbortSignal | undefined;
  /** How many rows of one file may be rejected; a file with more fails, and ends the run. Default: any number. */
  readonly maxRejects?: number | undefined;
  /** The CSV file for rejected rows, made when there is one; default: none. */
  readonly rejectsFile?: string | undefined;
}

/**
 * Imports the files of a config, in its order, each in one transaction. The whole config is checked against the files'
 * headers first. Takes no lock and derives nothing: see `runImport`. `loadId` is the load the rows belong to. Tables and
 * queries are read by `sources`, on connections of their own. Throws `UserError` for what the user can mend.
 */
export async function importFiles(
  job: Job,
  options: ImportOptions,
  loadId: string,
  sources: Sql = job.sql,
): Promise<ImportReport> {
  const { configFile, dir, dryRun = false, signal, maxRejects } = options;
  const plans = await planImport(configFile, { dir, sql: sources });
  await checkAliases(job, plans);
  const rejectsFile = options.rejectsFile === undefined ? undefined : createRejectsFile(options.rejectsFile);
  const files: FileReport[] = [];
  try {
    for (const plan of plans) {
      signal?.throwIfAborted();
      files.push(await importFile(job, plan, { loadId, signal, maxRejects, rejectsFile }));
    }
  } finally {
    await rejectsFile?.close();
  }
  const hasRejects = files.some(({ rowsRejected }) => rowsRejected > 0);
  return { dryRun, files, derived: [], rejectsFile: hasRejects ? options.rejectsFile : undefined };
}
