import type { Sql } from '../db/client.js';
import { transact } from '../db/transact.js';

/** Rows of a batch where the destination takes any number. */
const batchRows = 500;

/** Numbers the rows from the batch after the last one on. */
const renumber = (client: Sql, deliveryId: string) => client`
  update facet.delivery_rows r set batch_number = g.batch_number, rejected_reason = null, is_retriable = null
  from (
    select w.customer_id, w.part_number, w.row_number, l.last + 1
      + (row_number() over (partition by w.part_number order by w.customer_id, w.row_number) - 1) / l.size as batch_number
    from facet.delivery_rows w
    join (
      select part_number, max(batch_number) as last, least(max(rows), ${batchRows}) as size
      from facet.delivery_batches where delivery_id = ${deliveryId} group by part_number
    ) l on l.part_number = w.part_number
    where w.delivery_id = ${deliveryId} and w.is_retriable
  ) g
  where r.customer_id = g.customer_id and r.delivery_id = ${deliveryId} and r.part_number = g.part_number
    and r.row_number = g.row_number`;

/**
 * Puts the rejected rows of a delivery that may be sent again into batches of their own, with new keys, for the next `deliver`.
 * Gives how many they are.
 */
export const retryRejected = (client: Sql, deliveryId: string): Promise<number> =>
  transact(client, async (inner) => {
    // Whoever delivers notes rejected rows of a part while it holds the part's row.
    await inner`select 1 from facet.delivery_parts where delivery_id = ${deliveryId} for update`;
    const { count } = await renumber(inner, deliveryId);
    if (count === 0) return 0;
    await inner`
      insert into facet.delivery_batches (delivery_id, part_number, batch_number, idempotency_key, rows)
      select r.delivery_id, r.part_number, r.batch_number,
        r.delivery_id || '-' || r.part_number || '-' || r.batch_number, count(*)
      from facet.delivery_rows r
      where r.delivery_id = ${deliveryId} and r.batch_number is not null and r.rejected_reason is null
      group by r.delivery_id, r.part_number, r.batch_number
      on conflict do nothing`;
    await inner`
      update facet.delivery_parts p
      set rejected = n.rejected, finished_at = null, state = case when p.state = 'sent' then 'prepared' else p.state end
      from (
        select part_number, count(rejected_reason) as rejected from facet.delivery_rows
        where delivery_id = ${deliveryId} group by part_number
        having count(*) filter (where batch_number is not null and rejected_reason is null) > 0
      ) n
      where p.delivery_id = ${deliveryId} and p.part_number = n.part_number`;
    return count;
  });
