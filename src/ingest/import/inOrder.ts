import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { transact } from '../../db/transact.js';
import { importFile } from './importFile.js';
import type { FileReport } from './importReport.js';
import { openReading, type Reading, type ReadingOptions } from './openReading.js';
import type { ImportPlan } from './planImport.js';
import { cutTogether, type Together } from './together.js';

interface OrderOptions extends Omit<ReadingOptions, 'progress'> {
  readonly loadId: string;
  /** Tells what was imported before, while a transaction of the import is at work. */
  readonly outside: Sql;
  /** Derives what depends on the targets, in the transaction of the job. */
  readonly derive: (job: Job, targets: ReadonlySet<string>) => Promise<void>;
}

/**
 * Whether a file may be read while the one before is still being written: what it reads, and whether it is read at all,
 * must not depend on those before.
 */
const mayOverlap = (before: readonly ImportPlan[], { file, target, isStream }: ImportPlan): boolean =>
  !isStream &&
  target.state === undefined &&
  !before.some((other) => other.file === file && other.target.name === target.name);

/**
 * Imports sources one after the other; the next file is read while PostgreSQL writes the one before. Where something is
 * derived from a source's target, both are seen together. A source that fails ends the run: those before it stay, with what
 * is derived from them.
 */
export async function inOrder(job: Job, plans: readonly ImportPlan[], options: OrderOptions): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  const { signal, outside, loadId } = options;
  const open = (sql: Sql, plan: ImportPlan): Promise<Reading> =>
    openReading(sql, plan, { ...options, progress: job.progress });
  let ahead: { readonly plan: ImportPlan; readonly reading: Promise<Reading> } | undefined;
  const readNext = (plan: ImportPlan): void => {
    const place = plans.indexOf(plan) + 1;
    const next = plans[place];
    if (next === undefined || !mayOverlap(plans.slice(0, place), next)) return;
    const reading = open(outside, next);
    reading.catch(() => {});
    ahead = { plan: next, reading };
  };
  const importOne = async (inside: Job, plan: ImportPlan): Promise<void> => {
    signal?.throwIfAborted();
    const reading = await (ahead?.plan === plan ? ahead.reading : open(inside.sql, plan));
    ahead = undefined;
    reports.push(await importFile(inside, reading, { loadId, signal, onStaged: () => readNext(plan) }));
  };
  try {
    for (const together of cutTogether(plans)) await importTogether(job, together, importOne, options, reports);
  } finally {
    await ahead?.reading.then(
      ({ lines }) => lines.stop(),
      () => {},
    );
  }
  return reports;
}

async function importTogether(
  job: Job,
  { plans, isDerived }: Together,
  importOne: (job: Job, plan: ImportPlan) => Promise<void>,
  { signal, derive }: OrderOptions,
  reports: readonly FileReport[],
): Promise<void> {
  const first = reports.length;
  const readAll = async (inside: Job): Promise<void> => {
    for (const plan of plans) await importOne(inside, plan);
  };
  if (!isDerived) return readAll(job);
  const failed = await transact(job.sql, async (sql) => {
    const inside = { ...job, sql };
    const failure = await readAll(inside).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    if (signal?.aborted === true) throw signal.reason;
    const written = reports.slice(first).filter(({ rowsWritten }) => rowsWritten > 0);
    try {
      if (written.length > 0) await derive(inside, new Set(written.map(({ target }) => target)));
    } catch (error) {
      throw failure === undefined ? error : failure.error;
    }
    return failure;
  });
  if (failed !== undefined) throw failed.error;
}
