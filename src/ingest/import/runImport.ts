import { finishLoad, startLoad, withTargetLock, type Job } from '../../db/job.js';
import { rehearse } from '../../db/rehearse.js';
import { deriveLeft, deriveTouched } from './deriveTouched.js';
import { importFiles, type ImportOptions } from './importFiles.js';
import type { ImportReport } from './importReport.js';
import { unknownCustomers } from './unknownCustomers.js';

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
  const touched = [await deriveLeft(job, loadId)];
  const report = await importFiles(job, options, {
    loadId,
    outside: outside.sql,
    async derive(inside, targets) {
      touched.push(await deriveTouched(inside, loadId, targets));
    },
  });
  const unknown = await unknownCustomers(job.sql, loadId, report.files);
  return {
    ...report,
    loadId,
    dryRun: options.dryRun === true,
    derived: newestOfEach(
      touched.flatMap(({ derived }) => derived),
      ({ table }) => table,
    ),
    warnings: newestOfEach([...touched.flatMap(({ warnings }) => warnings), ...unknown], ({ about }) => about),
  };
}

/** What is told several times in a run is told as it stands in the end. */
const newestOfEach = <T>(told: readonly T[], about: (one: T) => string): T[] => [
  ...new Map(told.map((one) => [about(one), one])).values(),
];

async function dryRun(job: Job, options: ImportOptions): Promise<ImportReport> {
  let report: ImportReport | undefined;
  await rehearse(job.sql, async (sql) => {
    report = await importAndDerive({ ...job, sql }, options, job);
  });
  return report as ImportReport;
}
