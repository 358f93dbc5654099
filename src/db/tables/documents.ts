import { sql } from 'drizzle-orm';
import { check, index, text, timestamp } from 'drizzle-orm/pg-core';
import { facet, key } from './columns.js';

/** Trusted documents: what a client may ask for by its id. An id has one text for ever; a retired one is not answered. */
export const documents = facet.table(
  'documents',
  {
    id: key('id').primaryKey(),
    /** One operation with its fragments, byte for byte as it was published. */
    body: text('body').notNull(),
    /** Of the operation; null where it has none. */
    name: key('name'),
    type: text('type').notNull(),
    /** Of the body, in lower-case hexadecimal digits. */
    sha256: key('sha256').notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true, mode: 'string' }).notNull(),
    /** The program whose documents they are; null where nobody said. */
    publishedBy: text('published_by'),
    retiredAt: timestamp('retired_at', { withTimezone: true, mode: 'string' }),
    /** The roles that may ask for it; null: all. */
    roles: text('roles').array(),
  },
  (table) => [
    index('documents_sha256').on(table.sha256),
    index('documents_name').on(table.name, table.publishedAt),
    check('documents_type', sql`${table.type} in ('query', 'mutation', 'subscription')`),
    check('documents_sha256_form', sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
    check('documents_id_length', sql`octet_length(${table.id}) between 1 and 256`),
  ],
);
