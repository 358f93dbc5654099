import type { Role } from '../config/access/Role.js';
import type { Sql } from '../db/client.js';
import { migrate, schemaState } from '../db/migrate.js';
import type { DatabaseTarget } from '../db/target.js';
import { refreshViews } from './refreshViews.js';

/** The roles of the config by their names. */
type Roles = ReadonlyMap<string, Role>;

/**
 * Brings a database to the program's schema, and its SQL views up to that, to the catalogue and to the roles of the config; names the migrations that ran.
 * Throws the `UserError` of `migrate` or `refreshViews`.
 */
export async function migrateWithViews(client: Sql, target: DatabaseTarget, roles: Roles): Promise<readonly string[]> {
  const ran = await migrate(target);
  await refreshViews(client, { ofTables: true, roles });
  return ran;
}

/**
 * Migrates an embedded database, which is ours from the first moment; does nothing where the schema is not older than the
 * program.
 */
export async function migrateEmbedded(client: Sql, target: DatabaseTarget, roles: Roles): Promise<void> {
  const { state } = await schemaState(client);
  if (state === 'absent' || state === 'older') await migrateWithViews(client, target, roles);
}
