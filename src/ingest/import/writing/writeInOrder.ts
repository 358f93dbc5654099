import type { Job } from '../../../db/job.js';
import { partsSentence, runLimits } from '../../../config/runs/runLimits.js';
import { eachOf } from '../../../lib/async/eachOf.js';
import type { ImportPlan } from '../plan/planImport.js';
import type { FileReport } from '../report/importReport.js';
import { UserError } from '../../../lib/errors/UserError.js';
import { groupByTransaction } from './groupByTransaction.js';
import { lanesOf, type Lane } from './lanesOf.js';
import { writeLane, type LaneOptions } from './writeLane.js';

type OrderOptions = Omit<LaneOptions, 'onReport' | 'isOver'>;

/**
 * Writes sources, those that depend on each other one after the other, and others at the same time, each on a connection of its own,
 * as many as the config allows; see `lanesOf`. Inside a transaction, which has one connection, all are in their order. Where
 * something is derived from a source's target, both are committed together. The first source that fails ends the run: those that are written
 * stay, with what is derived from them. Gives a report for each source, in their order.
 */
export async function writeInOrder(
  job: Job,
  plans: readonly ImportPlan[],
  options: OrderOptions,
): Promise<FileReport[]> {
  const groups = groupByTransaction(plans);
  const { parallel } = runLimits(job.config);
  const isOne = parallel === 1 || 'savepoint' in job.client;
  const steps: readonly (readonly Lane[])[] = isOne ? [[groups]] : lanesOf(groups);
  if (steps.some((lanes) => lanes.length > 1)) job.progress.say(`side by side: ${partsSentence(job.config)}`);
  const reports = new Map<ImportPlan, FileReport>();
  const onReport = (plan: ImportPlan, report: FileReport): void => void reports.set(plan, report);
  let first: { readonly error: unknown } | undefined;
  for (const lanes of steps) {
    await eachOf(lanes, parallel, async (lane) => {
      try {
        await writeLane(job, lane, { ...options, onReport, isOver: () => first !== undefined });
      } catch (error) {
        // It ends the run; what fails beside it is told at once, or it would be found only by the next run.
        if (first !== undefined && options.signal?.aborted !== true)
          job.progress.say(`failed too: ${error instanceof UserError ? error.message : String(error)}`);
        first ??= { error };
        throw first.error;
      }
    });
  }
  return plans.flatMap((plan) => reports.get(plan) ?? []);
}
