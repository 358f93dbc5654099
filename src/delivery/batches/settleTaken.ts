import type { Sql } from '../../db/client.js';
import { transact } from '../../db/transact.js';
import type { RefusedRow, TakenBatch } from '../destinations/Destination.js';
import type { WaitingBatch } from './nextBatch.js';

/** Values of what will never be sent again are not kept. */
async function markRejected(client: Sql, batch: WaitingBatch, rejected: readonly RefusedRow[]): Promise<void> {
  const { deliveryId, partNumber, batchNumber } = batch;
  await client`
    update facet.delivery_rows r set rejected_reason = g.reason, is_retriable = g.retriable,
      "values" = case when g.retriable then r.values end
    from (
      select customer_id, row_number, row_number() over (order by customer_id, row_number) - 1 as place
      from facet.delivery_rows
      where delivery_id = ${deliveryId} and part_number = ${partNumber} and batch_number = ${batchNumber}
    ) p
    join unnest(
      ${rejected.map(({ row }) => String(row))}::text[]::int[], ${rejected.map(({ reason }) => reason)}::text[],
      ${rejected.map(({ isRetriable }) => String(isRetriable))}::text[]::boolean[]
    ) as g (place, reason, retriable) on g.place = p.place
    where r.customer_id = p.customer_id and r.row_number = p.row_number and r.delivery_id = ${deliveryId}
      and r.part_number = ${partNumber} and r.batch_number = ${batchNumber}`;
}

/**
 * Notes that a destination has taken a batch, forgets the rows that it took, and keeps those that it refused. Nothing is noted
 * where another process has noted it before.
 */
export const settleTaken = (client: Sql, batch: WaitingBatch, taken: TakenBatch, now: Date): Promise<void> =>
  transact(client, async (inner) => {
    const { deliveryId, partNumber, batchNumber } = batch;
    const { location, bytes, contentHash, response, rejected } = taken;
    const noted = await inner`
      update facet.delivery_batches set state = 'sent', attempts = attempts + 1, next_attempt_at = null,
        response = ${response}, content_hash = ${contentHash}, bytes = ${bytes}, location = ${location},
        sent_at = ${now.toISOString()}
      where delivery_id = ${deliveryId} and part_number = ${partNumber} and batch_number = ${batchNumber}
        and state = 'waiting'`;
    if (noted.count === 0) return;
    if (rejected.length > 0) await markRejected(inner, batch, rejected);
    const { count: sent } = await inner`
      delete from facet.delivery_rows
      where delivery_id = ${deliveryId} and part_number = ${partNumber} and batch_number = ${batchNumber}
        and rejected_reason is null`;
    await inner`
      update facet.delivery_parts set sent = sent + ${sent}, rejected = rejected + ${rejected.length}
      where delivery_id = ${deliveryId} and part_number = ${partNumber}`;
  });
