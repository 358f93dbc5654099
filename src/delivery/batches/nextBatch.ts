import type { Sql } from '../../db/client.js';

/** A batch that waits to be handed over. */
export interface WaitingBatch {
  readonly deliveryId: string;
  readonly partNumber: number;
  readonly batchNumber: number;
  readonly idempotencyKey: string;
  readonly rows: number;
  /** Attempts that have failed. */
  readonly attempts: number;
  /** Null: at once. */
  readonly nextAttemptAt: string | null;
}

/** The next batch of a part to be handed over, from a number on: those before are not looked at; undefined once all are. */
export async function nextBatch(
  client: Sql,
  { deliveryId, partNumber }: Pick<WaitingBatch, 'deliveryId' | 'partNumber'>,
  from: number,
): Promise<WaitingBatch | undefined> {
  const [batch] = await client<WaitingBatch[]>`
    select delivery_id as "deliveryId", part_number as "partNumber", batch_number as "batchNumber",
      idempotency_key as "idempotencyKey", rows::int as rows, attempts, next_attempt_at as "nextAttemptAt"
    from facet.delivery_batches
    where delivery_id = ${deliveryId} and part_number = ${partNumber} and batch_number >= ${from} and state = 'waiting'
    order by batch_number limit 1`;
  return batch;
}
