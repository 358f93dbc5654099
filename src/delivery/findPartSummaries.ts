import { sql } from 'drizzle-orm';
import { anyOf } from '../db/sql.js';
import { groupByKey } from '../lib/byKey.js';
import type { Scope } from '../scope.js';
import { visibleRows } from '../visibleRows.js';
import type { DeliveryPartState } from '../words/deliveryWords.js';

/** What one treatment of a delivery came to at one destination. Assigned + expanded = sent + rejected + waiting + all of `shrunk`. */
export interface PartSummary {
  readonly deliveryId: string;
  readonly partNumber: number;
  readonly subAudienceId: string;
  readonly treatmentId: string;
  readonly destination: string;
  readonly name: string;
  readonly state: DeliveryPartState;
  /** Why it stands still; null unless it failed. */
  readonly error: string | null;
  /** Customers that have the treatment; null until the part is prepared. */
  readonly assigned: number | null;
  /** Rows more than customers, for an attribute with several values; null until the part is prepared. */
  readonly expanded: number | null;
  /** Customers that were left out, by the outgoing name of what was missing. */
  readonly shrunk: Readonly<Record<string, number>>;
  /** Rows that the destination has taken. */
  readonly sent: number;
  /** Rows that it has refused. */
  readonly rejected: number;
  /** Rejected rows that may be sent again as they are. */
  readonly retriable: number;
  /** Rows that are still to be handed over. */
  readonly waiting: number;
  /** Where the files lie, or where the batches were sent, without secrets. */
  readonly locations: readonly string[];
  /** SHA-256 of the file, or of each batch's body, in their order. */
  readonly contentHashes: readonly string[];
  /** What the destination said last of a batch that it has not taken; it may be about persons. */
  readonly response: string | null;
  /** When the next attempt is made, after one that failed. */
  readonly nextAttemptAt: string | null;
}

/**
 * The summaries of deliveries, in the order of the keys: an entry for each treatment and destination, in the order of the definition; [] of
 * one that has handed nothing over yet. One statement.
 */
export async function findPartSummaries(
  scope: Pick<Scope, 'db' | 'viewer'>,
  deliveryIds: readonly string[],
): Promise<PartSummary[][]> {
  const ofAsked = anyOf(sql`delivery_id`, deliveryIds);
  const rows = await scope.db.query<PartSummary>(sql`
    select p.delivery_id as "deliveryId", p.part_number as "partNumber", p.sub_audience_id as "subAudienceId",
      p.treatment_id as "treatmentId", p.destination_id as destination, p.name, p.state, p.error, p.assigned::float8 as assigned,
      p.expanded::float8 as expanded, p.shrunk, p.sent::float8 as sent, p.rejected::float8 as rejected,
      coalesce(r.retriable, 0)::float8 as retriable, coalesce(b.waiting, 0)::float8 as waiting,
      coalesce(b.locations, '{}') as locations, coalesce(b.hashes, '{}') as "contentHashes", b.response, b.next as "nextAttemptAt"
    from ${visibleRows(scope, 'delivery_parts', 'p')}
    left join (
      select delivery_id, part_number, sum(rows) filter (where state <> 'sent') as waiting,
        array_agg(distinct location) filter (where location is not null) as locations,
        array_agg(content_hash order by batch_number) filter (where content_hash is not null) as hashes,
        min(response) filter (where state <> 'sent') as response,
        min(next_attempt_at) filter (where state = 'waiting') as next
      from ${visibleRows(scope, 'delivery_batches', 'b')} where ${ofAsked} group by delivery_id, part_number
    ) b on b.delivery_id = p.delivery_id and b.part_number = p.part_number
    left join (
      select delivery_id, part_number, count(*) as retriable from ${visibleRows(scope, 'delivery_rows', 'r')}
      where ${ofAsked} and is_retriable group by delivery_id, part_number
    ) r on r.delivery_id = p.delivery_id and r.part_number = p.part_number
    where ${anyOf(sql`p.delivery_id`, deliveryIds)} order by p.part_number`);
  return groupByKey(deliveryIds, rows, ({ deliveryId }) => deliveryId);
}
