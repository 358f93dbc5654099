import type { Sql } from '../../db/client.js';
import { otherPrograms } from '../../db/cluster/otherPrograms.js';
import { describeHolder } from '../../db/job.js';
import { schemaState } from '../../db/migrate.js';
import { UserError } from '../../lib/errors/UserError.js';
import { leftOut } from '../tables/leftOut.js';

/** Tables that migrations put a row into. */
const filledByMigrations: ReadonlySet<string> = new Set(['person_key', 'catalogue_version', ...Object.keys(leftOut)]);

/** A table of Facet's schema that has rows; undefined where there is none, or no schema. */
async function filledTable(client: Sql): Promise<string | undefined> {
  const tables = await client<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'facet' and c.relkind in ('r', 'p') and not c.relispartition order by c.relname`;
  for (const { name } of tables) {
    if (filledByMigrations.has(name)) continue;
    const [row] = await client.unsafe(`select 1 from facet."${name.replaceAll('"', '""')}" limit 1`);
    if (row !== undefined) return name;
  }
  return undefined;
}

/**
 * Throws a `UserError` where a backup may not be restored into a database: one that a newer program has migrated (`SCHEMA_NEWER`), and one
 * that holds rows, unless these are to be replaced (`DATABASE_NOT_EMPTY`).
 */
export async function requireReplaceable(client: Sql, replace: boolean): Promise<void> {
  const { state } = await schemaState(client);
  if (state === 'newer' || state === 'ahead')
    throw new UserError(
      'This database was migrated by a newer Facet, whose data this one cannot replace: restore with that one, or into another database.',
      'SCHEMA_NEWER',
    );
  const filled = await filledTable(client);
  if (filled !== undefined && !replace)
    throw new UserError(
      `The database holds data (facet.${filled} has rows): restore into an empty one, or say --replace to put the backup in the place of all of it.`,
      'DATABASE_NOT_EMPTY',
    );
}

const lockName = 'facet.restore';

/**
 * Takes the locks of a restore until the end of the transaction. Throws a `UserError` (`TARGET_BUSY`) that names the programs of Facet
 * that use the database: they would go on with what they hold in memory.
 */
export async function requireAlone(transaction: Sql): Promise<void> {
  for (const name of [lockName, 'facet.migrate']) {
    const [lock] = await transaction<{ acquired: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtext(${name})) as acquired`;
    if (lock?.acquired !== true)
      throw new UserError(
        `Another restore or migration is under way${await describeHolder(transaction, name)}; try again when it has ended.`,
        'TARGET_BUSY',
      );
  }
  const who = await otherPrograms(transaction, 'facet restore');
  if (who === undefined) return;
  throw new UserError(
    `The database is in use by ${who}: stop every server and command of Facet on it, then restore.`,
    'TARGET_BUSY',
  );
}

interface Dependent {
  readonly name: string;
  readonly on: string;
}

/** Throws a `UserError` (`VIEW_IN_USE`) where views of somebody else's read what a restore drops with the schemas. */
export async function requireNoDependents(transaction: Sql, schemas: readonly string[]): Promise<void> {
  const found = await transaction<Dependent[]>`
    select distinct format('%I.%I', vn.nspname, v.relname) as name, format('%I.%I', cn.nspname, c.relname) as on
    from pg_depend d join pg_rewrite r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass
    join pg_class v on v.oid = r.ev_class join pg_namespace vn on vn.oid = v.relnamespace
    join pg_class c on c.oid = d.refobjid and d.refclassid = 'pg_class'::regclass
    join pg_namespace cn on cn.oid = c.relnamespace
    where cn.nspname = any(${schemas}) and not (vn.nspname = any(${schemas})) order by 1, 2`;
  if (found.length === 0) return;
  const which = found.map(({ name, on }) => `${name} reads ${on}`).join('; ');
  throw new UserError(
    `The data cannot be replaced while something of yours depends on it: ${which}. Drop that, restore, then make it again.`,
    'VIEW_IN_USE',
  );
}
