import { startLoad, withTargetLock, type Job } from '../../db/job.js';
import { deriveTouched } from './deriveTouched.js';
import { importFiles, type ImportOptions } from './importFiles.js';
import type { ImportReport } from './importReport.js';

/** What a dry run writes and takes back belongs to no load. */
const noLoad = '0';

/**
 * Imports the files of a config and derives what depends on them, as one load. Waits for an import that is under way.
 * An import that is called off or fails keeps the files it had finished; the next one derives what they need. A dry run
 * derives nothing. Throws `UserError` for what the user can mend.
 */
export async function runImport(job: Job, options: ImportOptions): Promise<ImportReport> {
  if (options.dryRun === true) return importFiles(job, options, noLoad);
  return withTargetLock(job, 'import', async () => {
    const loadId = await startLoad(job, 'import', { config: options.configFile });
    const report = await importFiles(job, options, loadId);
    return { ...report, derived: await deriveTouched(job, loadId) };
  });
}
