import { bigint, boolean, check, index, integer, jsonb, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { sql, type SQL } from 'drizzle-orm';
import { deliveryBatchStates, deliveryPartStates } from '../../words/deliveryWords.js';
import { list, literal } from '../sql.js';
import { customerId, facet, key } from './columns.js';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
const whole = (name: string) => bigint(name, { mode: 'number' });
const oneOf = (column: SQL, words: readonly string[]): SQL => sql`${column} in (${list(words.map(literal))})`;

/** What one treatment of a delivery hands to one destination: one file, or the batches of a webhook. */
export const deliveryParts = facet.table(
  'delivery_parts',
  {
    deliveryId: key('delivery_id').notNull(),
    partNumber: integer('part_number').notNull(),
    subAudienceId: text('sub_audience_id'),
    treatmentId: key('treatment_id').notNull(),
    destinationId: key('destination_id').notNull(),
    /** What the part is called: the campaign's name and the treatment's; unique in the delivery; the name of its file. */
    name: text('name').notNull(),
    /** Outgoing names with what each is made of, fixed with the first attempt. */
    attributes: jsonb('attributes').notNull(),
    state: text('state').notNull().default('planned'),
    /** Why it stands still; null unless it failed. */
    error: text('error'),
    /** Customers assigned to the treatment. */
    assigned: whole('assigned'),
    /** Customers without a required attribute, by outgoing name: `{ "EMAIL": 12 }`. */
    shrunk: jsonb('shrunk').notNull().default({}),
    /** Rows more than customers, where an attribute has several values. */
    expanded: whole('expanded'),
    /** Rows that the destination has taken. */
    sent: whole('sent').notNull().default(0),
    /** Rows that the destination has refused and that were not sent again since. */
    rejected: whole('rejected').notNull().default(0),
    preparedAt: instant('prepared_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    primaryKey({ columns: [table.deliveryId, table.partNumber] }),
    check('delivery_parts_state', oneOf(sql`${table.state}`, deliveryPartStates)),
  ],
);

/** What is handed over at once, under a key by which the destination knows it again. */
export const deliveryBatches = facet.table(
  'delivery_batches',
  {
    deliveryId: key('delivery_id').notNull(),
    partNumber: integer('part_number').notNull(),
    batchNumber: integer('batch_number').notNull(),
    /** Made of delivery, destination, treatment and number; the same with every attempt. */
    idempotencyKey: text('idempotency_key').notNull().unique(),
    rows: whole('rows').notNull(),
    state: text('state').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** Not before; null: at once. */
    nextAttemptAt: instant('next_attempt_at'),
    /** What came back last: status, or why nothing did, without secrets; at most 1,000 characters. */
    response: text('response'),
    /** SHA-256 of the file's or body's bytes. */
    contentHash: text('content_hash'),
    bytes: whole('bytes'),
    /** Where the file lies, or the address without secrets. */
    location: text('location'),
    sentAt: instant('sent_at'),
  },
  (table) => [
    primaryKey({ columns: [table.deliveryId, table.partNumber, table.batchNumber] }),
    check('delivery_batches_state', oneOf(sql`${table.state}`, deliveryBatchStates)),
  ],
);

/**
 * A row to be handed over, as it was when the delivery began, so that every attempt has the same content. It is deleted when
 * its batch is sent; rows that were dropped or rejected stay, with the reason.
 */
export const deliveryRows = facet.table(
  'delivery_rows',
  {
    customerId: customerId(),
    deliveryId: key('delivery_id').notNull(),
    partNumber: integer('part_number').notNull(),
    /** Its number among the customer's rows of the part. */
    rowNumber: integer('row_number').notNull(),
    /** Null for a customer that was dropped. */
    batchNumber: integer('batch_number'),
    /** In the order of the part's attributes; null for a customer that was dropped. */
    values: text('values').array(),
    /** The outgoing name of the required attribute that was missing. */
    missing: text('missing'),
    /** Why the destination refused it. */
    rejectedReason: text('rejected_reason'),
    /** Whether it may be sent again as it is; null unless it was rejected. */
    isRetriable: boolean('is_retriable'),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.deliveryId, table.partNumber, table.rowNumber] }),
    index('delivery_rows_batch').on(table.deliveryId, table.partNumber, table.batchNumber, table.customerId),
  ],
);
