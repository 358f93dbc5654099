import { finishLoad, startLoad, withTargetLock, type Job } from '../../db/job.js';
import { rehearse } from '../../db/rehearse.js';
import { deriveLeft, deriveTouched } from './deriveTouched.js';
import { importFiles, type ImportOptions } from './importFiles.js';
import type { ImportReport } from './importReport.js';

/**
 * Imports the files of a config and derives what depends on them, as one load: readers never see the ones without the
 * others. Waits for an import that is under way. An import that is called off or fails keeps what it had finished. A dry
 * run does everything in one transaction, which it takes back. Throws `UserError` for what the user can mend.
 */
export const runImport = (job: Job, options: ImportOptions): Promise<ImportReport> =>
  withTargetLock(job, 'import', () => (options.dryRun === true ? dryRun(job, options) : importAndFinish(job, options)));

async function importAndFinish(job: Job, options: ImportOptions): Promise<ImportReport> {
  const report = await importAndDerive(job, options, job);
  await finishLoad(job, report.loadId);
  return report;
}

async function importAndDerive(
  job: Job,
  options: ImportOptions,
  outside: Job,
): Promise<ImportReport & { loadId: string }> {
  const loadId = await startLoad(job, 'import', { config: options.configFile });
  const left = await deriveLeft(job, loadId);
  const report = await importFiles(job, options, {
    loadId,
    outside: outside.sql,
    derive: (inside, targets) => deriveTouched(inside, loadId, targets),
  });
  const told = new Set(report.derived.map(({ table }) => table));
  return { ...report, loadId, derived: [...left.filter(({ table }) => !told.has(table)), ...report.derived] };
}

async function dryRun(job: Job, options: ImportOptions): Promise<ImportReport> {
  let report: ImportReport | undefined;
  await rehearse(job.sql, async (sql) => {
    report = await importAndDerive({ ...job, sql }, options, job);
  });
  return report as ImportReport;
}
