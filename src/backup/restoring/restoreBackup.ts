import { recordChange } from '../../audit/recordChange.js';
import { recreateIndexes } from '../../catalogue/attributeIndex.js';
import { openClient, type Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { migrateInside, newestMigration } from '../../db/migrate.js';
import { transact } from '../../db/transact.js';
import type { DatabaseTarget } from '../../db/target.js';
import { UserError } from '../../lib/errors/UserError.js';
import { readRoleSchemas } from '../../bi/roleSchemas.js';
import type { InspectedBackup } from '../format/inspectBackup.js';
import { readSequences } from '../tables/describeTables.js';
import { unhurried } from '../unhurried.js';
import { addForgotten, forgetAgain, keepForgotten, openForgotten } from './forgetAgain.js';
import { loadTables, setSequences } from './loadTables.js';
import { makeTables } from './makeTables.js';
import { requireOwn } from './requireOwn.js';
import { requireAlone, requireNoDependents, requireReplaceable } from './targetState.js';

/** What is restored, and into what. */
export interface RestoreOptions {
  readonly target: DatabaseTarget;
  /** Whether what the database holds gives way. */
  readonly replace: boolean;
  /** A later backup of the same database: persons whom it names as forgotten are forgotten again. */
  readonly later?: InspectedBackup | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of a restore. */
export interface Restored {
  /** Persons who were forgotten again. */
  readonly forgotten: number;
  /** Whether a list of persons who were forgotten since the backup was there. */
  readonly isListed: boolean;
}

/** The numbers that the replaced database has given out. */
async function sequencesOf(transaction: Sql): Promise<ReadonlyMap<string, string>> {
  const [there] = await transaction<{ there: boolean }[]>`select to_regnamespace('facet') is not null as there`;
  if (there?.there !== true) return new Map();
  return new Map((await readSequences(transaction)).map(({ table, column, last }) => [`${table}.${column}`, last]));
}

/**
 * Drops Facet's schemas with all that is in them, so that migrations make them anew. The schemas of the config's roles stay, without their
 * views. Gives the statements by which logins of BI tools may enter the new schema as they did the old one.
 */
async function dropSchemas(transaction: Sql): Promise<readonly string[]> {
  const roles = await readRoleSchemas(transaction);
  const schemas = ['facet', 'bi', ...roles.map(({ schema }) => schema)];
  await requireOwn(transaction, schemas);
  await requireNoDependents(transaction, schemas);
  const grants = await transaction<{ statement: string }[]>`
    select format('grant usage on schema bi to %I', r.rolname) as statement
    from pg_namespace n cross join aclexplode(n.nspacl) g join pg_roles r on r.oid = g.grantee
    where n.nspname = 'bi' and g.privilege_type = 'USAGE' and g.grantee <> n.nspowner`;
  for (const schema of ['facet', 'bi']) await transaction`drop schema if exists ${transaction(schema)} cascade`;
  return grants.map(({ statement }) => statement);
}

async function restoreInside(job: Job, backup: InspectedBackup, { replace, later }: RestoreOptions): Promise<Restored> {
  const transaction = job.client;
  const { manifest } = backup;
  await transaction.unsafe(
    `${await unhurried(transaction)}; set local lock_timeout = '30s'; set local client_min_messages = warning`,
  );
  await requireAlone(transaction);
  await requireReplaceable(transaction, replace);
  await openForgotten(transaction);
  const isKept = replace && (await keepForgotten(transaction, manifest.personKey));
  if (later !== undefined) await addForgotten(transaction, later);
  const replaced = await sequencesOf(transaction);
  const grants = await dropSchemas(transaction);
  await migrateInside(transaction, manifest.schema);
  await makeTables(transaction, manifest);
  await loadTables(transaction, backup, (table) => job.progress.update(`restoring ${table}`));
  await setSequences(transaction, backup, replaced);
  job.progress.update('migrating and indexing');
  await migrateInside(transaction, newestMigration);
  for (const grant of grants) await transaction.unsafe(grant);
  const forgotten = await forgetAgain(job);
  await recreateIndexes(transaction, manifest.indexes);
  await recordChange(transaction, job.now, { operation: 'restore', subject: `the backup of ${manifest.madeAt}` });
  return { forgotten, isListed: later !== undefined || isKept };
}

const lockFailures = new Set<unknown>(['55P03', '40P01']);

/**
 * Puts a backup in the place of what a database holds, in one transaction: until its end everything is as it was, and a restore that fails or is
 * killed has changed nothing. Views for BI tools and rights of rows are to be made afterwards. Throws a `UserError`.
 */
export async function restoreBackup(job: Job, backup: InspectedBackup, options: RestoreOptions): Promise<Restored> {
  const client = openClient(options.target, { max: 1, applicationName: 'facet restore', maxLifetime: null });
  const abort = (): void => void client.end({ timeout: 0 });
  options.signal?.addEventListener('abort', abort);
  try {
    return await transact(client, (inside) => restoreInside({ ...job, client: inside }, backup, options));
  } catch (error) {
    if (!lockFailures.has((error as { code?: unknown }).code)) throw error;
    throw new UserError(
      'Somebody else reads or writes the tables without a pause, so they could not be replaced; nothing was changed. End that, and run the command again.',
      'TARGET_BUSY',
    );
  } finally {
    options.signal?.removeEventListener('abort', abort);
    await client.end({ timeout: 5 });
  }
}
