import type { Sql } from '../../db/client.js';
import { transact } from '../../db/transact.js';
import type { WaitingBatch } from './nextBatch.js';

/** As much of an answer as is kept. */
const longestResponse = 1000;

/** Notes that an attempt has failed, and when the next is made. */
export async function settleRetry(client: Sql, batch: WaitingBatch, response: string, next: Date): Promise<void> {
  const { deliveryId, partNumber, batchNumber } = batch;
  await client`
    update facet.delivery_batches
    set attempts = attempts + 1, next_attempt_at = ${next.toISOString()}, response = ${response.slice(0, longestResponse)}
    where delivery_id = ${deliveryId} and part_number = ${partNumber} and batch_number = ${batchNumber}
      and state = 'waiting'`;
}

/** Gives a part up, with the reason, until somebody has it tried again. */
export async function failPart(
  client: Sql,
  { deliveryId, partNumber }: Pick<WaitingBatch, 'deliveryId' | 'partNumber'>,
  error: string,
): Promise<void> {
  await client`
    update facet.delivery_parts set state = 'failed', error = ${error.slice(0, longestResponse)}
    where delivery_id = ${deliveryId} and part_number = ${partNumber}`;
}

/** Gives a batch up, and its part with it. */
export const settleFailed = (client: Sql, batch: WaitingBatch, response: string, error: string): Promise<void> =>
  transact(client, async (inner) => {
    const { deliveryId, partNumber, batchNumber } = batch;
    await inner`
      update facet.delivery_batches
      set state = 'failed', attempts = attempts + 1, next_attempt_at = null, response = ${response.slice(0, longestResponse)}
      where delivery_id = ${deliveryId} and part_number = ${partNumber} and batch_number = ${batchNumber}
        and state = 'waiting'`;
    await failPart(inner, batch, error);
  });

/** Has what has failed of a delivery tried again, with as many attempts as at first; the delivery stands with no error any more. */
export const reviveFailed = (client: Sql, deliveryId: string): Promise<void> =>
  transact(client, async (inner) => {
    await inner`
      update facet.delivery_batches set state = 'waiting', attempts = 0, next_attempt_at = null
      where delivery_id = ${deliveryId} and state = 'failed'`;
    await inner`
      update facet.delivery_parts
      set state = case when prepared_at is null then 'planned' else 'prepared' end, error = null
      where delivery_id = ${deliveryId} and state = 'failed'`;
    await inner`
      update facet.campaign_deliveries set state = 'ASSIGNED', error = null
      where delivery_id = ${deliveryId} and state = 'ERROR'`;
  });
