import { UserError } from '../../lib/errors/UserError.js';
import type { Sql } from '../client.js';
import type { NarrowedBy } from './rights.js';
import { applyRowRights, findMissingRights, type MissingRights } from './applyRowRights.js';

/** What the database has for viewers who do not see all rows. */
export interface DatabaseRights {
  /** How their statements are run. Throws a `UserError` (`ROW_RIGHTS_MISSING`) that says what to run. */
  readonly narrowedBy: () => Promise<NarrowedBy>;
}

/** Throws a `UserError` (`ROW_RIGHTS_MISSING`) that says what to run where something is missing. */
export function requireComplete({ ofRole, ofTables, narrowsUser, role }: MissingRights): void {
  const refused = (what: string): UserError =>
    new UserError(`There are viewers who do not see all rows. ${what}`, 'ROW_RIGHTS_MISSING');
  if (ofRole.length > 0)
    throw refused(
      `Their statements run as a role of the database, which the user may not make or take on: an administrator can run: ${ofRole.join('; ')}; then run "facet migrate".`,
    );
  if (ofTables.length > 0)
    throw refused(
      `Of what narrows the tables for them, ${ofTables.length} statements have not run: run "facet migrate" as the owner of the tables.`,
    );
  if (narrowsUser)
    throw refused(
      `The database user inherits the rights of ${role}, and so would see nothing itself: an administrator can run: alter role NAME noinherit; with its name.`,
    );
}

/**
 * Looks, before the first statement of such a viewer, whether all is there that narrows it.
 * @param mayApply whether it is made where it is missing: the database is the server's own
 */
export function createRowRights(client: Sql, mayApply: boolean): DatabaseRights {
  let found: Promise<NarrowedBy> | undefined;
  const find = async (): Promise<NarrowedBy> => {
    const seen = await findMissingRights(client);
    const missing = mayApply && seen.ofRole.length + seen.ofTables.length > 0 ? await applyRowRights(client) : seen;
    requireComplete(missing);
    return { role: missing.role, searchPath: missing.searchPath, onWorkers: missing.onWorkers };
  };
  return {
    narrowedBy: () =>
      (found ??= find().catch((error: unknown) => {
        found = undefined;
        throw error;
      })),
  };
}
