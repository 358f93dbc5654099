import { sql } from 'drizzle-orm';
import type { Order } from '../../../../population/keyset.js';

/** The deliveries of a customer in `facet.campaign_recipients r`, the newest first, those of one instant by key. */
export const deliveryOrder: Order = [
  {
    operand: {
      name: 'deliveryDatetime',
      kind: 'dateTime',
      sql: sql`r.delivery_datetime`,
      nullable: false,
      ofProfile: false,
    },
    descending: true,
    nullsFirst: false,
  },
  {
    operand: { name: 'pk', kind: 'text', sql: sql`r.pk`, nullable: false, ofProfile: false },
    descending: false,
    nullsFirst: false,
  },
];
