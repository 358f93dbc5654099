import { bigint, boolean, index, integer, jsonb, text, timestamp } from 'drizzle-orm/pg-core';
import { fullRoleName } from '../../words/rights.js';
import { facet, key } from './columns.js';

/** One row per run that wrote derived or imported rows; every such row names its run in `load_id`. */
export const loads = facet.table('loads', {
  loadId: bigint('load_id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  kind: text('kind').notNull(),
  startedAt: timestamp('started_at', { withTimezone: true, mode: 'string' }).notNull(),
  finishedAt: timestamp('finished_at', { withTimezone: true, mode: 'string' }),
  codeVersion: text('code_version').notNull(),
  inputs: jsonb('inputs').notNull().default({}),
  /** What came of it, e.g. counts; null until it is finished, and where nothing is told. */
  result: jsonb('result'),
});

/** One row per imported file and target. */
export const importedFiles = facet.table(
  'import_files',
  {
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
    target: text('target').notNull(),
    file: text('file').notNull(),
    sha256: text('sha256').notNull(),
    /** Of the mapping (columns, delimiter, null texts …) the file was read with. */
    mappingSha256: text('mapping_sha256').notNull(),
    rowsRead: bigint('rows_read', { mode: 'number' }).notNull(),
    rowsWritten: bigint('rows_written', { mode: 'number' }).notNull(),
    rowsRejected: bigint('rows_rejected', { mode: 'number' }).notNull(),
    startedAt: timestamp('started_at', { withTimezone: true, mode: 'string' }).notNull(),
    finishedAt: timestamp('finished_at', { withTimezone: true, mode: 'string' }).notNull(),
  },
  (table) => [index('import_files_hash').on(table.sha256, table.target)],
);

/** Points that viewers have spent in the window that runs; nothing is lost that matters where it is gone after a crash. */
export const costBudgets = facet.table(
  'cost_budgets',
  {
    /** The role and the viewer. */
    key: key('key').primaryKey(),
    points: bigint('points', { mode: 'number' }).notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true, mode: 'string' }).notNull(),
  },
  (table) => [index('cost_budgets_expires').on(table.expiresAt)],
);

/** Programs that may ask: the key itself is never stored. */
export const apiClients = facet.table('api_clients', {
  clientId: integer('client_id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull().unique(),
  keyHash: text('key_hash').notNull().unique(),
  /** The first characters of the secret, by which its owner recognises it; null of keys that were made before this was kept. */
  keyPrefix: text('key_prefix'),
  /** The secret before the last rotation, which works until `old_key_ends_at`. */
  oldKeyHash: text('old_key_hash').unique(),
  oldKeyEndsAt: timestamp('old_key_ends_at', { withTimezone: true, mode: 'string' }),
  /** A role of the config; one that the config does not have is refused. */
  role: text('role').notNull().default(fullRoleName),
  /** What it sees of the applications and brands of its role; null: all of them. */
  apps: text('apps').array(),
  brands: text('brands').array(),
  /** Whether it may change something, and not only read. */
  mayWrite: boolean('may_write').notNull().default(false),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'string' }).notNull(),
  /** Null: it does not end by itself. */
  expiresAt: timestamp('expires_at', { withTimezone: true, mode: 'string' }),
  revokedAt: timestamp('revoked_at', { withTimezone: true, mode: 'string' }),
  /** To the minute. No notice tells of it. */
  lastUsedAt: timestamp('last_used_at', { withTimezone: true, mode: 'string' }),
});
