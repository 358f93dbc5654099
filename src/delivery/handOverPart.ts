import type { Sql } from '../db/client.js';
import { printable } from '../lib/text/printable.js';
import { backOff } from './backOff.js';
import { batchPages } from './batches/batchPages.js';
import { nextBatch, type WaitingBatch } from './batches/nextBatch.js';
import { settleFailed, settleRetry } from './batches/settleFailure.js';
import { settleTaken } from './batches/settleTaken.js';
import type { Destination, HandedPart, TakenBatch } from './destinations/Destination.js';
import { HandOverFailure } from './destinations/HandOverFailure.js';
import type { Pace } from './Pace.js';

interface PartToHandOver {
  readonly client: Sql;
  readonly part: HandedPart;
  readonly partNumber: number;
  readonly destination: Destination;
  readonly destinationId: string;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly onSent: (batch: WaitingBatch) => void;
}

/** Batches that are refused in a row until the others are not tried: it is not what one of them holds, then. */
const mostRefused = 3;

/** A failure of a destination; what went wrong with the database, or was called off, is thrown. */
async function attempt(asked: PartToHandOver, batch: WaitingBatch): Promise<TakenBatch | HandOverFailure> {
  const { client, part, destination, signal } = asked;
  let unread: { readonly error: unknown } | undefined;
  async function* pages() {
    try {
      yield* batchPages(client, batch);
    } catch (error) {
      unread = { error };
      throw error;
    }
  }
  const { batchNumber, idempotencyKey } = batch;
  try {
    return await destination.send({ part, batchNumber, idempotencyKey, pages }, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (unread !== undefined) throw unread.error;
    if (error instanceof HandOverFailure) return error;
    const words = error instanceof Error ? error.message : String(error);
    return new HandOverFailure(`failed unexpectedly: ${printable(words).slice(0, 200)}`);
  }
}

/** Whether the batch is given up, and its part has failed. */
async function settle(asked: PartToHandOver, batch: WaitingBatch, failure: HandOverFailure): Promise<boolean> {
  const { client, destination, destinationId, pace } = asked;
  const { message, detail, mayPass, retryAfter } = failure;
  const response = detail === undefined ? message : `${message}: ${detail}`;
  const failed = batch.attempts + 1;
  const isLast = failed >= destination.attempts;
  if (mayPass && !isLast) {
    const wait = backOff({ failed, retryAfter, random: pace.random() });
    await settleRetry(client, batch, response, new Date(pace.now().getTime() + wait));
    return false;
  }
  const tries = mayPass ? ` (the last of ${failed} attempts)` : '';
  await settleFailed(client, batch, response, `The destination "${destinationId}" ${message}${tries}.`);
  return true;
}

/**
 * Hands the batches of a part over that are not yet, one after the other; one that is refused for what it holds does not keep those
 * behind it. Gives the time of the next attempt where it is too
 * far away to wait for it; undefined where all are sent, or the part is given up.
 */
export async function handOverPart(asked: PartToHandOver): Promise<Date | undefined> {
  const { client, part, partNumber, pace, signal } = asked;
  const place = { deliveryId: part.deliveryId, partNumber };
  let [batch, refused] = [await nextBatch(client, place, 1), 0];
  for (; batch !== undefined; batch = await nextBatch(client, place, batch.batchNumber)) {
    signal.throwIfAborted();
    const next = new Date(batch.nextAttemptAt ?? 0);
    const left = next.getTime() - pace.now().getTime();
    if (left > pace.patience) return next;
    if (left > 0) await pace.wait(left, signal);
    const outcome = await attempt(asked, batch);
    if (!(outcome instanceof HandOverFailure)) {
      await settleTaken(client, batch, outcome, pace.now());
      asked.onSent(batch);
      refused = 0;
    } else if (await settle(asked, batch, outcome)) {
      refused += 1;
      if (!outcome.isOfBatch || refused === mostRefused) return undefined;
    }
  }
  await client`
    update facet.delivery_parts set state = 'sent', error = null, finished_at = ${pace.now().toISOString()}
    where delivery_id = ${part.deliveryId} and part_number = ${partNumber} and state = 'prepared'
      and not exists (
        select 1 from facet.delivery_batches
        where delivery_id = ${part.deliveryId} and part_number = ${partNumber} and state <> 'sent')`;
  return undefined;
}
