import type { Sql } from '../../../db/client.js';
import type { Job } from '../../../db/job.js';
import { transact } from '../../../db/transact.js';
import type { ImportPlan } from '../plan/planImport.js';
import { openReading, type ReadingOptions, type SourceReading } from '../reading/openReading.js';
import type { FileReport } from '../report/importReport.js';
import type { TransactionGroup } from './groupByTransaction.js';
import type { Lane } from './lanesOf.js';
import { writeSource } from './writeSource.js';

export interface LaneOptions extends Omit<ReadingOptions, 'progress'> {
  readonly loadId: string;
  /** Reads what was imported before, while a transaction of the import is at work. */
  readonly outside: Sql;
  /** Derives what depends on the targets, in the transaction of the job. */
  readonly derive: (job: Job, targets: ReadonlySet<string>) => Promise<void>;
  /** Told of each source that is written. */
  readonly onReport: (plan: ImportPlan, report: FileReport) => void;
  /** Whether another lane has failed, so that no further group is begun. */
  readonly isOver: () => boolean;
}

/**
 * Whether a file may be read while the one before is still being written: what it reads, and whether it is read at all,
 * must not depend on those before.
 */
const mayOverlap = (before: readonly ImportPlan[], { file, target, isStream }: ImportPlan): boolean =>
  !isStream &&
  target.state === undefined &&
  !before.some((other) => other.file === file && other.target.name === target.name);

/** Writes the groups of a lane one after the other; the next file is read while PostgreSQL writes the one before. */
export async function writeLane(job: Job, lane: Lane, options: LaneOptions): Promise<void> {
  const plans = lane.flatMap((group) => group.plans);
  const { signal, outside, loadId, isOver } = options;
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
  const writeOne = async (inside: Job, plan: ImportPlan): Promise<FileReport> => {
    signal?.throwIfAborted();
    const reading = await (ahead?.plan === plan ? ahead.reading : open(inside.client, plan));
    ahead = undefined;
    const report = await writeSource(inside, reading, { loadId, signal, onStaged: () => readNext(plan) });
    options.onReport(plan, report);
    return report;
  };
  try {
    for (const group of lane) {
      if (isOver()) return;
      await writeGroup(job, group, writeOne, options);
    }
  } finally {
    await ahead?.reading.then(
      ({ lines }) => lines.stop(),
      () => {},
    );
  }
}

async function writeGroup(
  job: Job,
  { plans, isDerived }: TransactionGroup,
  writeOne: (job: Job, plan: ImportPlan) => Promise<FileReport>,
  { signal, derive }: LaneOptions,
): Promise<void> {
  const reports: FileReport[] = [];
  const readAll = async (inside: Job): Promise<void> => {
    for (const plan of plans) reports.push(await writeOne(inside, plan));
  };
  if (!isDerived) return readAll(job);
  const failed = await transact(job.client, async (client) => {
    const inside = { ...job, client };
    const failure = await readAll(inside).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    if (signal?.aborted === true) throw signal.reason;
    const written = reports.filter(({ rowsWritten }) => rowsWritten > 0);
    try {
      if (written.length > 0) await derive(inside, new Set(written.map(({ target }) => target)));
    } catch (error) {
      throw failure === undefined ? error : failure.error;
    }
    return failure;
  });
  if (failed !== undefined) throw failed.error;
}
