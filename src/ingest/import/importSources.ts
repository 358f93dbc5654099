import { resolve } from 'node:path';
import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { dayIn } from '../../lib/time/days.js';
import { checkAliases } from './plan/checkAliases.js';
import { parentsFirst } from './plan/parentsFirst.js';
import { planImport } from './plan/planImport.js';
import { refuseSources } from './rejects/refuseSources.js';
import { createRejectsFile } from './rejects/rejectsFile.js';
import type { FileReport, ImportReport } from './report/importReport.js';
import { writeInOrder } from './writing/writeInOrder.js';

export interface ImportOptions {
  /** The YAML file that maps files onto tables. */
  readonly configFile: string;
  /** Where the files are; default: the config's folder. */
  readonly dir?: string | undefined;
  /** Reads and checks everything, writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Stops the import: the transaction that is running is rolled back, what was committed before it stays. */
  readonly signal?: AbortSignal | undefined;
  /** How many rows of one file may be rejected; a file with more fails, and ends the run. Default: any number. */
  readonly maxRejects?: number | undefined;
  /** The CSV file for rejected rows, made when there is one; default: none. */
  readonly rejectsFile?: string | undefined;
}

/** Remembers where rows of persons may lie, before the first of them does: `facet forget` looks through it. */
const rememberRejects = (client: Sql, path: string, loadId: string) => client`
  insert into facet.rejects_files (path, load_id) values (${resolve(path)}, ${loadId})
  on conflict (path) do update set load_id = excluded.load_id`;

const forgetRejects = (client: Sql, path: string) => client`
  delete from facet.rejects_files where path = ${resolve(path)}`;

/** How `importSources` works within a run. */
interface Within {
  /** The load the rows belong to. */
  readonly loadId: string;
  /** Connections that read tables and queries, and what was imported before; default: those of the job. */
  readonly outside?: Sql;
  /** Derives what depends on targets in the transaction that wrote them. Default: nothing is derived. */
  readonly derive?: (job: Job, targets: ReadonlySet<string>) => Promise<void>;
}

/**
 * Imports the sources of a config, in its order but for `parentsFirst`, each in one transaction, or in one with its
 * neighbours and what is derived from them. The whole config is checked against the columns of the sources first. Takes
 * no lock: see `runImport`. Throws `UserError` for what the user can mend.
 */
export async function importSources(
  job: Job,
  options: ImportOptions,
  { loadId, outside = job.client, derive = async () => {} }: Within,
): Promise<Pick<ImportReport, 'files' | 'rejectsFile'>> {
  const { configFile, dir, signal, maxRejects } = options;
  const today = dayIn(job.config.timeZone, job.now);
  const plans = parentsFirst(await planImport(configFile, { dir, client: outside, today }));
  await checkAliases(job, plans);
  if (options.rejectsFile !== undefined) await refuseSources(options.rejectsFile, configFile, dir);
  const rejectsFile = options.rejectsFile === undefined ? undefined : createRejectsFile(options.rejectsFile);
  if (rejectsFile !== undefined) await rememberRejects(outside, rejectsFile.path, loadId);
  let files: readonly FileReport[] = [];
  try {
    files = await writeInOrder(job, plans, {
      loadId,
      signal,
      maxRejects,
      rejectsFile,
      outside,
      derive,
    });
  } finally {
    await rejectsFile?.close();
    if (rejectsFile?.all === 0) await forgetRejects(outside, rejectsFile.path);
  }
  const hasRejects = files.some(({ rowsRejected }) => rowsRejected > 0);
  return { files, rejectsFile: hasRejects ? rejectsFile : undefined };
}
