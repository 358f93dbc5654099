import { startLoad, withTargetLock, type Job } from '../../db/job.js';
import { rehearse } from '../../db/rehearse.js';
import { deriveTouched } from './deriveTouched.js';
import { importFiles, type ImportOptions } from './importFiles.js';
import type { ImportReport } from './importReport.js';

/**
 * Imports the files of a config and derives what depends on them, as one load. Waits for an import that is under way.
 * An import that is called off or fails keeps the files it had finished; the next one derives what they need. A dry run
 * imports all files in one transaction, which it takes back, and derives nothing. Throws `UserError` for what the user
 * can mend.
 */
export const runImport = (job: Job, options: ImportOptions): Promise<ImportReport> =>
  withTargetLock(job, 'import', () => (options.dryRun === true ? dryRun(job, options) : importAndDerive(job, options)));

async function importAndDerive(job: Job, options: ImportOptions): Promise<ImportReport> {
  const loadId = await startLoad(job, 'import', { config: options.configFile });
  const report = await importFiles(job, options, loadId);
  return { ...report, derived: await deriveTouched(job, loadId) };
}

async function dryRun(job: Job, options: ImportOptions): Promise<ImportReport> {
  let report: ImportReport | undefined;
  await rehearse(job.sql, async (sql) => {
    const inside = { ...job, sql };
    const loadId = await startLoad(inside, 'import', { config: options.configFile });
    report = await importFiles(inside, options, loadId, job.sql);
  });
  return report as ImportReport;
}
