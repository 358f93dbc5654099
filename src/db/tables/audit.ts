import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { auditDoors, auditKinds } from '../../words/audit/auditWords.js';
import { list, literal } from '../sql.js';
import { facet } from './columns.js';

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
