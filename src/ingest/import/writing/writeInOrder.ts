import type { Sql } from '../../../db/client.js';
import type { Job } from '../../../db/job.js';
import { transact } from '../../../db/transact.js';
import type { ImportPlan } from '../plan/planImport.js';
import { openReading, type ReadingOptions, type SourceReading } from '../reading/openReading.js';
import type { FileReport } from '../report/importReport.js';
import { groupByTransaction, type TransactionGroup } from './groupByTransaction.js';
import { writeSource } from './writeSource.js';

interface OrderOptions extends Omit<ReadingOptions, 'progress'> {
  readonly loadId: string;
  /** Reads what was imported before, while a transaction of the import is at work. */
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
 * Writes sources one after the other; the next file is read while PostgreSQL writes the one before. Where something is
 * derived from a source's target, both are committed together. A source that fails ends the run: those before it stay,
 * with what is derived from them. Gives a report for each source.
 */
export async function writeInOrder(
  job: Job,
  plans: readonly ImportPlan[],
  options: OrderOptions,
): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  const { signal, outside, loadId } = options;
  const open = (client: Sql, plan: ImportPlan): Promise<SourceReading> =>
    openReading(client, plan, { ...options, progress: job.progress });
  let ahead: { readonly plan: ImportPlan; readonly reading: Promise<SourceReading> } | undefined;
  const readNext = (plan: ImportPlan): void => {
    const place = plans.indexOf(plan) + 1;
    const next = plans[place];
    if (next === undefined || !mayOverlap(plans.slice(0, place), next)) return;
    const reading = open(outside, next);
    reading.catch(() => {});
    ahead = { plan: next, reading };
  };
  const writeOne = async (inside: Job, plan: ImportPlan): Promise<void> => {
    signal?.throwIfAborted();
    const reading = await (ahead?.plan === plan ? ahead.reading : open(inside.client, plan));
    ahead = undefined;
    reports.push(await writeSource(inside, reading, { loadId, signal, onStaged: () => readNext(plan) }));
  };
  try {
    for (const group of groupByTransaction(plans)) await writeGroup(job, group, writeOne, options, reports);
  } finally {
    await ahead?.reading.then(
      ({ lines }) => lines.stop(),
      () => {},
    );
  }
  return reports;
}

async function writeGroup(
  job: Job,
  { plans, isDerived }: TransactionGroup,
  writeOne: (job: Job, plan: ImportPlan) => Promise<void>,
  { signal, derive }: OrderOptions,
  reports: readonly FileReport[],
): Promise<void> {
  const first = reports.length;
  const readAll = async (inside: Job): Promise<void> => {
    for (const plan of plans) await writeOne(inside, plan);
  };
  if (!isDerived) return readAll(job);
  const failed = await transact(job.client, async (client) => {
    const inside = { ...job, client };
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
