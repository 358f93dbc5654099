import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { auditDoors, auditKinds } from '../../words/audit/auditWords.js';
import { list, literal } from '../sql.js';
import { facet, key } from './columns.js';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/** One row: what persons are hashed with (`facet.person_hash`), so that logs and lists of them name nobody. Made by the migration; never changes. */
export const personKey = facet.table(
  'person_key',
  {
    only: boolean('only').primaryKey().default(true),
    /** 32 random bytes, as the two 64-byte blocks that HMAC-SHA256 begins with. */
    inner: bytes('inner_block').notNull(),
    outer: bytes('outer_block').notNull(),
  },
  (table) => [check('person_key_one_row', sql`${table.only}`)],
);

/**
 * One row per request that is logged, change of what administers access, and stretch of requests that could not be written. It holds
 * no value of anybody. Partitioned by month of `at`.
 */
export const auditLog = facet.table(
  'audit_log',
  {
    at: instant('at').notNull(),
    entryId: uuid('entry_id').notNull(),
    kind: text('kind').notNull(),
    door: text('door').notNull(),
    /** The name of the key, the subject of the token, or the program; null where nobody was known. */
    viewer: text('viewer'),
    viewerKind: text('viewer_kind'),
    role: text('role'),
    requestId: text('request_id'),
    /** The name of the operation, or what was changed, e.g. `api_clients insert`. */
    operation: text('operation'),
    /** SHA-256 of the document's text, as lower-case hexadecimal digits: the id of a trusted document. */
    document: text('document'),
    /** Classes of personal data that the answer may hold values of. */
    piiClasses: text('pii_classes').array().notNull().default([]),
    /** How many different customers were read. */
    customers: integer('customers').notNull().default(0),
    /** Keyed hashes of the first of them. */
    persons: uuid('persons').array().notNull().default([]),
    /** Codes of refusals and errors. */
    codes: text('codes').array().notNull().default([]),
    /** What was changed, by its name, e.g. that of a key. */
    subject: text('subject'),
    /** Of a gap: how many entries were lost. */
    lost: bigint('lost', { mode: 'number' }),
  },
  (table) => [
    primaryKey({ columns: [table.at, table.entryId] }),
    index('audit_log_persons').using('gin', table.persons),
    check('audit_log_kind', sql`${table.kind} in (${list(auditKinds.map(literal))})`),
    check('audit_log_door', sql`${table.door} in (${list(auditDoors.map(literal))})`),
  ],
);

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
