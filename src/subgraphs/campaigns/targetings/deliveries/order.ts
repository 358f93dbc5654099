import { sql } from 'drizzle-orm';
import type { Order } from '../../../../population/keyset.js';
import { columnKey } from '../../../../population/lists/columnKey.js';

/** The deliveries of a customer in `facet.campaign_recipients r`, the newest first, those of one instant by key. */
export const deliveryOrder: Order = [
  columnKey('deliveryDatetime', 'dateTime', 'NONE', sql`r.delivery_datetime`, { descending: true }),
  columnKey('pk', 'text', 'NONE', sql`r.pk`),
];
