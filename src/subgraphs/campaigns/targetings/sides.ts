import { sql, type SQL } from 'drizzle-orm';
import type { Order, OrderKey } from '../../../population/keyset.js';
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

const key = (name: string, kind: 'date' | 'text', expression: SQL, descending: boolean): OrderKey => ({
  operand: { name, kind, sql: expression, nullable: false, ofProfile: false },
  descending,
  nullsFirst: false,
});

const newestFirst = key('executionDate', 'date', sql`t.execution_date`, true);

/** Those of a customer, the newest day first, on one day by campaign. */
export const ofCustomer: Side = {
  name: 'campaignTargetings',
  owner: sql`t.customer_id`,
  ownerOf: ({ customerId }) => customerId,
  order: [newestFirst, key('planId', 'text', sql`t.plan_id`, false)],
  placeOf: ({ executionDate, planId }) => [executionDate, planId],
};

/** Those of a campaign, the newest day first, on one day by customer. */
export const ofCampaign: Side = {
  name: 'targetings',
  owner: sql`t.plan_id`,
  ownerOf: ({ planId }) => planId,
  order: [newestFirst, key('customerId', 'text', sql`t.customer_id`, false)],
  placeOf: ({ executionDate, customerId }) => [executionDate, customerId],
};
