import { sql } from 'drizzle-orm';
import { bigint, index, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { app, customerId, facet, key, sourceNamespace } from './columns.js';

/** One row per event of a web site or app; partitioned by month of `time`. */
export const activity = facet.table(
  'activity',
  {
    customerId: customerId(),
    eventId: key('event_id').notNull(),
    time: timestamp('time', { withTimezone: true, mode: 'string' }).notNull(),
    eventType: text('event_type').notNull().default('page_view'),
    url: text('url'),
    referrer: text('referrer'),
    ip: text('ip'),
    userAgent: text('user_agent'),
    clientId: text('client_id'),
    /** The key of the person in the source. */
    sourceCustomerId: text('source_customer_id'),
    sourceNamespace: sourceNamespace(),
    app: app(),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
    /** When the row was written as it stands: enrichment finds late events by it. */
    loadedAt: timestamp('loaded_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.eventId, table.time] }),
    index('activity_customer_time').on(table.customerId, table.time),
    index('activity_time').using('brin', table.time),
    index('activity_loaded_at').using('brin', table.loadedAt),
    index('activity_foreign_key')
      .on(table.sourceNamespace)
      .where(sql`${table.sourceNamespace} is not null`),
  ],
);
