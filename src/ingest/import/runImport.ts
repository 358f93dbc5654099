import { changingCatalogue } from '../../bi/changingCatalogue.js';
import { finishLoad, startLoad, withTargetLock, type Job } from '../../db/job.js';
import { withRollback } from '../../db/withRollback.js';
import { importSources, type ImportOptions } from './importSources.js';
import type { ImportReport } from './report/importReport.js';
import { unknownCustomerWarnings } from './report/unknownCustomerWarnings.js';
import { deriveDependents, deriveUnfinished } from './writing/deriveDependents.js';

/**
 * Imports the sources of a config and derives what depends on them, as one load: readers never see imported rows
 * without what is derived from them. Waits for an import that is running. An import that is stopped or fails keeps what
 * it had finished. A dry run does everything in one transaction, and rolls it back. Throws `UserError` for what the
 * user can mend. Imported attributes and alias lists change the catalogue: the SQL views follow.
 */
export const runImport = (job: Job, options: ImportOptions): Promise<ImportReport> =>
  changingCatalogue(
    job,
    (inner) =>
      withTargetLock(inner, 'import', () =>
        options.dryRun === true ? dryRun(inner, options) : importAndFinish(inner, options),
      ),
    options,
  );

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
  const derivedReports = [await deriveUnfinished(job, loadId)];
  const report = await importSources(job, options, {
    loadId,
    outside: outside.client,
    async derive(inside, targets) {
      derivedReports.push(await deriveDependents(inside, loadId, targets));
    },
  });
  const unknown = await unknownCustomerWarnings(job.client, loadId, report.files);
  return {
    ...report,
    loadId,
    dryRun: options.dryRun === true,
    derived: lastOfEach(
      derivedReports.flatMap(({ derived }) => derived),
      ({ table }) => table,
    ),
    warnings: lastOfEach([...derivedReports.flatMap(({ warnings }) => warnings), ...unknown], ({ about }) => about),
  };
}

/** Of the entries about the same thing the last one: it says how things stand at the end of the run. */
const lastOfEach = <T>(entries: readonly T[], about: (entry: T) => string): T[] => [
  ...new Map(entries.map((entry) => [about(entry), entry])).values(),
];

async function dryRun(job: Job, options: ImportOptions): Promise<ImportReport> {
  let report: ImportReport | undefined;
  await withRollback(job.client, async (client) => {
    report = await importAndDerive({ ...job, client }, options, job);
  });
  return report as ImportReport;
}
