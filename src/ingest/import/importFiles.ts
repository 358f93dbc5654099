import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { dayIn } from '../../lib/days.js';
import { checkAliases } from './checkAliases.js';
import { importFile } from './importFile.js';
import type { FileReport, ImportReport } from './importReport.js';
import { parentsFirst } from './parentsFirst.js';
import { planImport, type ImportPlan } from './planImport.js';
import { createRejectsFile } from './rejectsFile.js';
import { refuseSources } from './rejectsPath.js';

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
 * Whether a file may be read while the one before is still being written: what it reads, and whether it is read at all,
 * must not depend on that one.
 */
const mayOverlap = (before: ImportPlan, { file, target, isStream }: ImportPlan): boolean =>
  !isStream && target.state === undefined && !(before.file === file && before.target.name === target.name);

/**
 * Imports files one after the other. With `overlap`, the next one is read while PostgreSQL still writes the one before; it
 * is written after that, and not at all where that fails.
 */
async function inOrder(
  job: Job,
  plans: readonly ImportPlan[],
  options: Parameters<typeof importFile>[2],
  overlap: boolean,
): Promise<FileReport[]> {
  const reports: Promise<FileReport>[] = [];
  let failed = false;
  try {
    for (const [index, plan] of plans.entries()) {
      const before = plans[index - 1];
      const [ended, turn] = [reports.at(-2), reports.at(-1)];
      // Two files are under way at the most: each holds a connection.
      await ended;
      if (before !== undefined && !(overlap && mayOverlap(before, plan))) await turn;
      options.signal?.throwIfAborted();
      if (failed) break;
      await new Promise<void>((onStaged) => {
        const report = importFile(job, plan, { ...options, turn, onStaged });
        reports.push(report);
        report
          .catch(() => {
            failed = true;
          })
          .finally(onStaged);
      });
    }
    return await Promise.all(reports);
  } finally {
    await Promise.allSettled(reports);
  }
}

/**
 * Imports the files of a config, in its order but for `parentsFirst`, each in one transaction. The whole config is checked against the files'
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
  const plans = parentsFirst(
    await planImport(configFile, { dir, sql: sources, today: dayIn(job.config.timeZone, job.now) }),
  );
  await checkAliases(job, plans);
  if (options.rejectsFile !== undefined) await refuseSources(options.rejectsFile, configFile, dir);
  const rejectsFile = options.rejectsFile === undefined ? undefined : createRejectsFile(options.rejectsFile);
  const each = { loadId, signal, maxRejects, rejectsFile };
  let files: readonly FileReport[] = [];
  try {
    files = await inOrder(job, plans, each, !dryRun);
  } finally {
    await rejectsFile?.close();
  }
  const hasRejects = files.some(({ rowsRejected }) => rowsRejected > 0);
  return { dryRun, files, derived: [], rejectsFile: hasRejects ? rejectsFile : undefined };
}
