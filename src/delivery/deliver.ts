import { systemViewer, type Viewer } from '../access/viewer.js';
import type { Sql } from '../db/client.js';
import { withTargetLock, type Job } from '../db/job.js';
import { UserError } from '../lib/errors/UserError.js';
import { plural } from '../lib/text/plural.js';
import type { WaitingBatch } from './batches/nextBatch.js';
import { failPart, reviveFailed } from './batches/settleFailure.js';
import type { Destination, HandedPart } from './destinations/Destination.js';
import { HandOverFailure } from './destinations/HandOverFailure.js';
import { openDestination, type Surroundings } from './destinations/openDestination.js';
import { handOverPart } from './handOverPart.js';
import type { Pace } from './Pace.js';
import type { DeliveryPlan } from './parts/DeliveryPlan.js';
import { findParts, type StoredPart } from './parts/findParts.js';
import { preparePart } from './parts/preparePart.js';
import { readPlan } from './parts/readPlan.js';
import { storeParts } from './parts/storeParts.js';

/** What has become of a delivery by the end of a run. */
export interface DeliveryOutcome {
  /** `BUSY`: another process hands it over; `WAITING`: a destination has asked for time. */
  readonly state: 'DELIVERED' | 'ERROR' | 'WAITING' | 'BUSY';
  readonly error?: string;
  readonly nextAttemptAt?: Date;
}

interface DeliveryRun {
  readonly job: Job;
  readonly plan: DeliveryPlan;
  readonly opened: ReadonlyMap<string, Destination>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

/** How a delivery is handed over. */
export interface DeliverySettings {
  readonly surroundings: Surroundings;
  readonly pace: Pace;
  /** Whether what has failed is tried again; else only what is not yet handed over is. */
  readonly isRetry: boolean;
  /** Called off when it is aborted; what is under way is sent again with the same key. */
  readonly signal?: AbortSignal | undefined;
}

/** Opens what parts are handed to; those of a destination that cannot be opened have failed. */
async function openAll(job: Job, parts: readonly StoredPart[], surroundings: Surroundings) {
  const opened = new Map<string, Destination>();
  for (const name of new Set(parts.map(({ destinationId }) => destinationId))) {
    const config = job.config.destinations.find((one) => one.name === name);
    try {
      if (config === undefined) throw new HandOverFailure('is not in the config');
      opened.set(name, openDestination(config, surroundings));
    } catch (error) {
      if (!(error instanceof HandOverFailure)) throw error;
      for (const part of parts.filter(({ destinationId }) => destinationId === name))
        await failPart(job.client, part, `The destination "${name}" ${error.message}.`);
    }
  }
  return opened;
}

/** Prepares the parts that are not; one whose attributes are not there has failed. */
async function prepareAll({ job, plan, opened, pace }: DeliveryRun, parts: readonly StoredPart[]): Promise<void> {
  const viewer: Viewer = { ...systemViewer, name: plan.scheduledBy };
  for (const part of parts) {
    const config = job.config.destinations.find(({ name }) => name === part.destinationId);
    const destination = opened.get(part.destinationId);
    if (config === undefined || destination === undefined || part.preparedAt !== null) continue;
    const attributes = plan.parts[part.partNumber - 1]?.attributes;
    const { batchRows } = destination;
    try {
      const given = { part, day: plan.day, attributes, destination: config, batchRows, viewer, now: pace.now() };
      await preparePart(job.client, given);
    } catch (error) {
      if (!(error instanceof UserError) || error.code === 'DATABASE_UNAVAILABLE') throw error;
      await failPart(job.client, part, error.message);
    }
  }
}

const handedPart = ({ campaignId, campaignName, day }: DeliveryPlan, part: StoredPart): HandedPart => ({
  ...part,
  campaignId,
  campaignName,
  day,
});

/** Hands the parts of one destination over, one after the other; gives the time of the next attempt where it stops before the end. */
async function handOverAll(
  { job, plan, pace, signal }: DeliveryRun,
  destination: Destination,
  parts: readonly StoredPart[],
): Promise<Date | undefined> {
  for (const part of parts) {
    const { partNumber, destinationId, name } = part;
    let rows = 0;
    const onSent = (batch: WaitingBatch): void => {
      rows += batch.rows;
      job.progress.update(`${name} to "${destinationId}": ${plural(rows, 'row')} handed over`);
    };
    const asked = { client: job.client, part: handedPart(plan, part), partNumber, destination, destinationId };
    const next = await handOverPart({ ...asked, pace, signal, onSent });
    if (next !== undefined) return next;
  }
  return undefined;
}

async function outcomeOf(client: Sql, deliveryId: string, next: Date | undefined): Promise<DeliveryOutcome> {
  const failed = await client<{ error: string }[]>`
    select distinct error from facet.delivery_parts where delivery_id = ${deliveryId} and state = 'failed' order by error`;
  const error = failed.length === 0 ? {} : { error: failed.map((one) => one.error).join(' ') };
  if (next !== undefined) return { state: 'WAITING', nextAttemptAt: next, ...error };
  return failed.length === 0 ? { state: 'DELIVERED' } : { state: 'ERROR', ...error };
}

async function runDelivery(job: Job, deliveryId: string, settings: DeliverySettings): Promise<DeliveryOutcome> {
  const { pace, surroundings, isRetry, signal = new AbortController().signal } = settings;
  const plan = await readPlan(job.client, deliveryId);
  await storeParts(job.client, plan);
  if (isRetry) await reviveFailed(job.client, deliveryId);
  const open = (await findParts(job.client, deliveryId)).filter(
    ({ state }) => state === 'planned' || state === 'prepared',
  );
  const opened = await openAll(job, open, surroundings);
  const run: DeliveryRun = { job, plan, opened, pace, signal };
  try {
    await prepareAll(run, open);
    const ready = (await findParts(job.client, deliveryId)).filter(({ state }) => state === 'prepared');
    // Each destination by itself: one that fails, or takes its time, keeps no other waiting.
    const ends = await Promise.allSettled(
      [...opened].map(([name, destination]) =>
        handOverAll(
          run,
          destination,
          ready.filter(({ destinationId }) => destinationId === name),
        ),
      ),
    );
    const broken = ends.find((one) => one.status === 'rejected');
    if (broken !== undefined) throw broken.reason;
    const times = ends.flatMap((one) => (one.status === 'fulfilled' && one.value !== undefined ? [one.value] : []));
    const next = times.toSorted((a, b) => a.getTime() - b.getTime())[0];
    return await outcomeOf(job.client, deliveryId, next);
  } finally {
    for (const destination of opened.values()) destination.close();
  }
}

/**
 * Hands a delivery over to its destinations, from where an earlier call of it has stopped, however that ended. Every batch is handed over once at least, and under the same key with the same content each time.
 */
export async function deliver(job: Job, deliveryId: string, settings: DeliverySettings): Promise<DeliveryOutcome> {
  const lock = `delivery.${deliveryId}`;
  try {
    return await withTargetLock(
      job,
      lock,
      () => runDelivery(job, deliveryId, settings),
      0,
      'handing over the delivery',
    );
  } catch (error) {
    if (error instanceof UserError && error.code === 'TARGET_BUSY') return { state: 'BUSY' };
    throw error;
  }
}
