import type { Job } from '../../db/job.js';
import { importFile } from './importFile.js';
import type { FileReport, ImportReport } from './importReport.js';
import { planImport } from './planImport.js';

export interface ImportOptions {
  /** The YAML file that maps files onto tables. */
  readonly configFile: string;
  /** Where the files are; default: the config's folder. */
  readonly dir?: string | undefined;
  /** Reads and checks everything, writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Calls the import off: the file under way is taken back, those before it stay. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Imports the files of a config, in its order, each in one transaction. The whole config is checked against the files'
 * headers first. Takes no lock and derives nothing: see `runImport`. `loadId` is the load the rows belong to. Throws
 * `UserError` for what the user can mend.
 */
export async function importFiles(job: Job, options: ImportOptions, loadId: string): Promise<ImportReport> {
  const { configFile, dir, dryRun = false, signal } = options;
  const plans = await planImport(configFile, dir);
  const files: FileReport[] = [];
  for (const plan of plans) {
    signal?.throwIfAborted();
    files.push(await importFile(job, plan, { loadId, dryRun, signal }));
  }
  return { dryRun, files, derived: [] };
}
