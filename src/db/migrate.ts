import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../lib/process/packageRoot.js';
import { UserError } from '../lib/errors/UserError.js';
import { openClient, type Sql } from './client.js';
import { isDistributed } from './isDistributed.js';
import { readOldestProgram, writeOldestProgram } from './migrations/oldestProgram.js';
import type { DatabaseTarget } from './target.js';

const migrationsFolder = join(packageRoot, 'drizzle');

interface Journal {
  readonly entries: readonly { readonly when: number; readonly tag: string }[];
}

const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')) as Journal;

/** A migration by its name, and by the number by which databases know it. */
export interface Migration {
  readonly tag: string;
  readonly when: number;
}

/** The newest migration of this program. */
export const newestMigration: Migration = journal.entries.map(({ tag, when }) => ({ tag, when })).at(-1) ?? {
  tag: '',
  when: 0,
};

/** The newest migration that a database has had, which is one of this program's. */
export async function appliedMigration(client: Sql): Promise<Migration> {
  const [done] = await client<{ at: string | null }[]>`select max(created_at)::text as at from facet.migrations`;
  const when = Number(done?.at ?? 0);
  return { when, tag: journal.entries.find((entry) => entry.when === when)?.tag ?? '' };
}

/** Whether this program has a migration, whose name and number a backup says. */
export const hasMigration = ({ tag, when }: Migration): boolean =>
  journal.entries.some((entry) => entry.tag === tag && entry.when === when);

type SchemaState =
  /** Nothing of Facet is in the database; `tables` counts what else is there. */
  | { readonly state: 'absent'; readonly foreignTables: number }
  | { readonly state: 'older'; readonly pending: readonly string[] }
  | { readonly state: 'newer' }
  /** A newer program has migrated it, and says that this one may work on it. */
  | { readonly state: 'ahead' }
  | { readonly state: 'current' };

/** Compares the database's schema with the program's. Writes nothing. */
export async function schemaState(client: Sql): Promise<SchemaState> {
  const [present] = await client<{ migrations: string | null; foreign_tables: number }[]>`
    select to_regclass('facet.migrations')::text as migrations,
      (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')) as foreign_tables`;
  if (present?.migrations == null) return { state: 'absent', foreignTables: present?.foreign_tables ?? 0 };
  const [done] = await client<{ at: string | null }[]>`select max(created_at)::text as at from facet.migrations`;
  const doneAt = Number(done?.at ?? 0);
  const pending = journal.entries.filter((entry) => entry.when > doneAt).map((entry) => entry.tag);
  if (pending.length > 0) return { state: 'older', pending };
  const newest = journal.entries.at(-1)?.when ?? 0;
  if (doneAt <= newest) return { state: 'current' };
  const oldest = await readOldestProgram(client, doneAt);
  return { state: oldest !== undefined && oldest <= newest ? 'ahead' : 'newer' };
}

/** Codes of PostgreSQL: no privilege; the extension's files are not there, under the old and the new code. */
const administratorNeeded = new Set(['42501', '0A000', '58P01']);

const refused = (reason: string): UserError =>
  new UserError(
    `The database user may not make Facet's schemas (${reason}). An administrator of this database can run: ` +
      'create extension if not exists btree_gist; create extension if not exists pg_trgm; grant create on database NAME to USER;',
    'MIGRATION_REFUSED',
  );

/** Throws the `UserError` that the first migration of a database would, where the user may not make schemas or an extension is not there. */
export async function requireRights(client: Sql): Promise<void> {
  const [found] = await client<{ mayCreate: boolean; missing: string[] }[]>`
    select has_database_privilege(current_database(), 'create') as "mayCreate",
      array(select name from unnest(array['btree_gist', 'pg_trgm']) as name
        where name not in (select extname from pg_extension union select name from pg_available_extensions)) as missing`;
  if (found === undefined) return;
  if (!found.mayCreate) throw refused('permission denied for database');
  if (found.missing.length > 0) throw refused(`not available: ${found.missing.join(', ')}`);
}

/** What PostgreSQL says of a failure. */
interface DatabaseFault {
  readonly code?: string;
  readonly message?: string;
  readonly detail?: string;
  /** The function of PostgreSQL that reported it. */
  readonly routine?: string;
}

/** What PostgreSQL says of a failed migration as a `UserError`, where somebody can mend it. */
function migrationFailure(error: unknown): unknown {
  const { cause = error } = error as { cause?: DatabaseFault };
  const { code = '', message = '', detail = '', routine = '' } = cause as DatabaseFault;
  if (code === '2BP01' || routine === 'RememberAllDependentForRebuilding')
    return new UserError(
      'The database cannot be brought to this version while something of yours depends on what it changes: ' +
        `${detail.replaceAll('\n', '; ')}. Drop that, run "facet migrate", then make it again.`,
      'MIGRATION_REFUSED',
    );
  return administratorNeeded.has(code) ? refused(message) : error;
}

async function run(client: Sql): Promise<void> {
  // Every command asks what state the schema is in, and hardly any changes it.
  const { drizzle } = await import('drizzle-orm/postgres-js');
  const { migrate: runMigrations } = await import('drizzle-orm/postgres-js/migrator');
  try {
    await runMigrations(drizzle(client), {
      migrationsFolder,
      migrationsSchema: 'facet',
      migrationsTable: 'migrations',
    });
  } catch (error) {
    throw migrationFailure(error);
  }
}

/**
 * Runs the migrations that a database lacks up to one of them, in the transaction of the caller, who has taken care that nobody else migrates.
 * An empty database gets the schema of that version. Throws the `UserError` of `migrate`.
 */
export async function migrateInside(transaction: Sql, upTo: Migration): Promise<void> {
  const { readMigrationFiles } = await import('drizzle-orm/migrator');
  await transaction`create schema if not exists facet`;
  // As drizzle's migrator makes it, which goes on from here.
  await transaction`
    create table if not exists facet.migrations (id serial primary key, hash text not null, created_at bigint)`;
  const [done] = await transaction<{ at: string | null }[]>`select max(created_at)::text as at from facet.migrations`;
  const doneAt = Number(done?.at ?? 0);
  try {
    for (const { folderMillis, hash, sql } of readMigrationFiles({ migrationsFolder })) {
      if (folderMillis <= doneAt || folderMillis > upTo.when) continue;
      for (const statement of sql) await transaction.unsafe(statement);
      await transaction`insert into facet.migrations (hash, created_at) values (${hash}, ${folderMillis})`;
    }
  } catch (error) {
    throw migrationFailure(error);
  }
}

/**
 * Brings the database to the program's schema; names the migrations that ran. Waits for a run that is under way
 * elsewhere: drizzle's migrator takes no lock of its own. Throws a `UserError` where an administrator is needed.
 */
export async function migrate(target: DatabaseTarget): Promise<readonly string[]> {
  const client = openClient(target, { max: 1, applicationName: 'facet migrate' });
  try {
    await client`select pg_advisory_lock(hashtext('facet.migrate'))`;
    const before = await schemaState(client);
    if (before.state === 'ahead' || before.state === 'newer') return [];
    // Statements of one migration change tables that others of it have changed: then shards must be asked one after the other.
    if (await isDistributed(client)) await client`set citus.multi_shard_modify_mode = 'sequential'`;
    if (before.state !== 'current') await run(client);
    await writeOldestProgram(client, journal.entries);
    if (before.state === 'current') return [];
    return before.state === 'older' ? before.pending : journal.entries.map((entry) => entry.tag);
  } finally {
    await client.end();
  }
}
