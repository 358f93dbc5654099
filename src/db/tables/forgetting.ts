import { bigint, jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { facet, key } from './columns.js';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/** One row per time that a person was forgotten: the receipt. It names nobody. */
export const forgotten = facet.table('forgotten', {
  forgottenId: uuid('forgotten_id').primaryKey(),
  /** The keyed hash of the customer's id. */
  person: uuid('person').notNull(),
  at: instant('at').notNull(),
  /** The API key, the user or the program. */
  by: text('by').notNull(),
  /** What was done: tables with the way and the number of rows, and files. */
  done: jsonb('done').notNull(),
});

/** Keyed hashes of what forgotten persons are known by: imported rows that have one are left out. */
export const forgottenHashes = facet.table('forgotten_hashes', {
  hash: uuid('hash').primaryKey(),
  /** What was hashed: `id`, `email`, `phone`, `loyalty`, `record` or `key`. */
  kind: text('kind').notNull(),
  forgottenId: uuid('forgotten_id').notNull(),
});

/** Files of rejected rows that imports have written: they hold rows as they were read. */
export const rejectsFiles = facet.table('rejects_files', {
  /** Absolute, on the machine that imported. */
  path: key('path').primaryKey(),
  loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
});
