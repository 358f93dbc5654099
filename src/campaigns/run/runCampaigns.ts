import { sql } from 'drizzle-orm';
import { withTargetLock, type Job } from '../../db/job.js';
import { DatabaseUnavailable } from '../../db/connection/unavailable.js';
import { run } from '../../db/runStatement.js';
import { literals } from '../../db/sql.js';
import { UserError } from '../../lib/errors/UserError.js';
import { plural } from '../../lib/text/plural.js';
import { DeliveryState, deliveryStates, plannedCampaignStatuses } from '../../words/plannedCampaignWords.js';
import type { Scope } from '../../scope.js';
import { assignDelivery } from './assignDelivery.js';
import { beginDue } from './beginDue.js';
import type { CampaignJob, CampaignSteps } from './CampaignSteps.js';
import { selectDeliveries, type PlannedDeliveryRow } from '../store/PlannedDeliveryRow.js';
import { failDelivery, finishDelivery } from './finishDelivery.js';

const status = literals(plannedCampaignStatuses);
const state = literals(deliveryStates);

/** How campaigns are run. */
export interface CampaignRunOptions {
  /** Whether deliveries that stand with an error are tried again. */
  readonly retry?: boolean;
  /** Seconds to wait for another run; then a `UserError` with code `TARGET_BUSY` says who it is. */
  readonly waitSeconds?: number | undefined;
}

/** What a run of campaigns came to. */
export interface CampaignsReport {
  readonly delivered: number;
  readonly failed: number;
  /** Those that another attempt has to wait for, or another process is at. */
  readonly waiting: number;
}

/** What is told of a failure: faults of ours are not told in the words of a library alone. */
const sentenceOf = (error: unknown): string =>
  error instanceof UserError
    ? error.message
    : `Unexpected failure: ${error instanceof Error ? error.message : String(error)}`;

/** Whether the database went away, which says nothing of a campaign: it is left as it is, and goes on with the next run. */
const isLost = (error: unknown): boolean =>
  /^(?:CONNECTION_|57P0)/.test(String((error as { code?: unknown } | null)?.code)) ||
  error instanceof DatabaseUnavailable;

/** Deliveries that are begun and not ended, of campaigns that do not stand with an error. */
const findUnfinished = ({ client }: Job): Promise<PlannedDeliveryRow[]> =>
  run<PlannedDeliveryRow>(
    client,
    selectDeliveries(sql`d.state <> ${state.DELIVERED} and p.status = ${status.DELIVERING}`),
  );

/** Has the campaigns that stand with an error try again. */
const retryErrors = ({ client }: Job) =>
  run(
    client,
    sql`update facet.planned_campaigns set status = ${status.DELIVERING}, error = null where status = ${status.ERROR}`,
  );

/** Begins what is due and assigns the customers of what is begun. One that cannot be assigned stops no other; gives how many those are. */
async function assignAll(
  job: CampaignJob,
  scope: Scope,
  steps: CampaignSteps,
  options: CampaignRunOptions,
): Promise<number> {
  let failed = 0;
  if (options.retry === true) await retryErrors(job);
  await beginDue(job, steps.newId, ({ name }, error) => {
    job.signal?.throwIfAborted();
    if (isLost(error)) throw error;
    failed += 1;
    job.progress.say(`warning: campaign "${name}": ${sentenceOf(error)}`);
  });
  for (const delivery of await findUnfinished(job)) {
    if (delivery.isAssigned) continue;
    job.signal?.throwIfAborted();
    try {
      const counts = await assignDelivery(job, scope, delivery, steps, job.config.campaigns.holdout);
      const assigned = (counts?.entered ?? 0) + (counts?.stayed ?? 0);
      job.progress.say(`campaign "${delivery.definition.name}": ${plural(assigned, 'customer')} assigned`);
    } catch (error) {
      job.signal?.throwIfAborted();
      if (isLost(error)) throw error;
      await failDelivery(job, delivery, sentenceOf(error));
      failed += 1;
      job.progress.say(`warning: campaign "${delivery.definition.name}": ${sentenceOf(error)}`);
    }
  }
  return failed;
}

/** Hands one delivery over and records it; undefined where another process has recorded it. */
async function deliverOne(
  job: CampaignJob,
  delivery: PlannedDeliveryRow,
  steps: CampaignSteps,
): Promise<keyof CampaignsReport | undefined> {
  const { name } = delivery.definition;
  const say = (line: string): void => job.progress.say(line);
  try {
    const {
      state: outcome,
      error,
      nextAttemptAt,
    } = await steps.deliver(job, {
      deliveryId: delivery.id,
      // Somebody has asked for it: the campaign stands with no error any more.
      isRetry: delivery.state === DeliveryState.ERROR,
    });
    if (outcome === 'DELIVERED') {
      // Another process may have been faster.
      if (!(await finishDelivery(job, delivery))) return undefined;
      say(`campaign "${name}": delivered`);
      return 'delivered';
    }
    if (outcome !== 'ERROR') {
      const until = nextAttemptAt === undefined ? '' : `; the next attempt is at ${nextAttemptAt.toISOString()}`;
      say(
        `campaign "${name}": ${outcome === 'BUSY' ? 'another process delivers it' : `not all is handed over yet${until}`}`,
      );
      return 'waiting';
    }
    throw new UserError(error ?? 'A destination has failed.', 'DELIVERY_FAILED');
  } catch (error) {
    job.signal?.throwIfAborted();
    if (isLost(error)) throw error;
    await failDelivery(job, delivery, sentenceOf(error));
    say(`warning: campaign "${name}": ${sentenceOf(error)}`);
    return 'failed';
  }
}

/**
 * Delivers the campaigns that are due, and goes on with deliveries that a crash has left. What is due is begun and assigned under the
 * lock `campaigns`, once, whichever processes look at the same time; handing over takes long, and each delivery is handed over by one
 * process at a time. The job's client needs four connections.
 */
export async function runCampaigns(
  job: CampaignJob,
  steps: CampaignSteps,
  options: CampaignRunOptions = {},
): Promise<CampaignsReport> {
  const scope = await steps.openScope(job);
  const failed = await withTargetLock(
    job,
    'campaigns',
    () => assignAll(job, scope, steps, options),
    options.waitSeconds,
    'assigning the customers of campaigns',
  );
  const report = { delivered: 0, failed, waiting: 0 };
  for (const delivery of await findUnfinished(job)) {
    if (!delivery.isAssigned) continue;
    job.signal?.throwIfAborted();
    const outcome = await deliverOne(job, delivery, steps);
    if (outcome !== undefined) report[outcome] += 1;
  }
  return report;
}
