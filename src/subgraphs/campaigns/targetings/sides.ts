import { sql, type SQL } from 'drizzle-orm';
import type { Order } from '../../../population/keyset.js';
import { columnKey } from '../../../population/lists/columnKey.js';
import type { TargetingRow } from '../shape.js';

/** Whose targetings are listed. */
export interface Side {
  /** The name of the list in cursors. */
  readonly name: string;
  /** The column of `facet.campaign_targetings t` that holds whose they are, and the field of a row. */
  readonly owner: SQL;
  readonly ownerOf: (row: TargetingRow) => string;
  /** Tells any two targetings of one owner apart. */
  readonly order: Order;
  /** The values of the order. */
  readonly placeOf: (row: TargetingRow) => readonly string[];
}

const newestFirst = columnKey('executionDate', 'date', 'NONE', sql`t.execution_date`, { descending: true });

/** Those of a customer, the newest day first, on one day by campaign. */
export const ofCustomer: Side = {
  name: 'campaignTargetings',
  owner: sql`t.customer_id`,
  ownerOf: ({ customerId }) => customerId,
  order: [newestFirst, columnKey('planId', 'text', 'NONE', sql`t.plan_id`)],
  placeOf: ({ executionDate, planId }) => [executionDate, planId],
};

/** Those of a campaign, the newest day first, on one day by customer. */
export const ofCampaign: Side = {
  name: 'targetings',
  owner: sql`t.plan_id`,
  ownerOf: ({ planId }) => planId,
  order: [newestFirst, columnKey('customerId', 'text', 'NONE', sql`t.customer_id`)],
  placeOf: ({ executionDate, customerId }) => [executionDate, customerId],
};
