import { sql } from 'drizzle-orm';
import { anyOf } from '../../db/sql.js';
import { groupByKey } from '../../lib/byKey.js';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';
import type { DeliveryPartState } from '../../words/deliveryWords.js';

/** What one treatment of a delivery came to at one destination. */
export interface HandedPartRow {
  readonly deliveryId: string;
  readonly name: string;
  readonly treatmentId: string;
  readonly destination: string;
  readonly state: DeliveryPartState;
  readonly error: string | null;
  readonly assigned: number | null;
  readonly expanded: number | null;
  readonly sent: number;
  readonly rejected: number;
  /** Customers that were left out, by the outgoing name of what they lack. */
  readonly shrunk: Readonly<Record<string, number>>;
}

/** The parts of deliveries, in the order of the keys; [] of one that has handed nothing over yet. */
export async function findHandedParts(scope: Scope, deliveryIds: readonly string[]): Promise<HandedPartRow[][]> {
  const rows = await scope.db.query<HandedPartRow>(sql`
    select p.delivery_id as "deliveryId", p.name, p.treatment_id as "treatmentId", p.destination_id as destination, p.state, p.error,
      p.assigned::float8 as assigned, p.expanded::float8 as expanded, p.sent::float8 as sent, p.rejected::float8 as rejected, p.shrunk
    from ${visibleRows(scope, 'delivery_parts', 'p')} where ${anyOf(sql`p.delivery_id`, deliveryIds)} order by p.part_number`);
  return groupByKey(deliveryIds, rows, ({ deliveryId }) => deliveryId);
}
