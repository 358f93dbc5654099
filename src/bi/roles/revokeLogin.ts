import type { Sql } from '../../db/client.js';
import { transact } from '../../db/transact.js';
import { UserError } from '../../lib/errors/UserError.js';
import { printable } from '../../lib/text/printable.js';
import { readBiRole, requireOwnLogin, type BiRole } from '../biRole.js';
import { lockViews } from '../lockViews.js';
import { readRoleSchemas } from '../roleSchemas.js';
import { dropViews } from './refreshRoleSchemas.js';

/** What ends a login that reads nothing any more. */
const endStatements = ({ quoted, database }: Pick<BiRole, 'quoted' | 'database'>): readonly string[] => [
  `revoke all on database "${database.replaceAll('"', '""')}" from ${quoted}`,
  `drop role ${quoted}`,
];

/** Drops the views of a role and their schema; what depends on them is named by a `UserError`. */
async function dropSchema(client: Sql, role: string): Promise<boolean> {
  try {
    return await transact(client, async (inside) => {
      await lockViews(inside);
      const schema = (await readRoleSchemas(inside)).find((one) => one.role === role);
      if (schema === undefined) return false;
      await dropViews(inside, schema);
      await inside.unsafe(`drop schema ${schema.quoted}`);
      return true;
    });
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: string };
    if (code !== '2BP01') throw error;
    throw new UserError(
      `The views of "${role}" cannot be dropped: ${(detail ?? '').replaceAll('\n', '; ')}. Drop that, then run the command again.`,
      'VIEW_IN_USE',
    );
  }
}

/** Drops a login; false where the user may not. */
async function dropLogin(client: Sql, login: BiRole): Promise<boolean> {
  try {
    await transact(client, async (inside) => {
      for (const statement of endStatements(login)) await inside.unsafe(statement);
    });
    return true;
  } catch (error) {
    // The right on the database is the administrator's to take where he gave it: then the role cannot be dropped.
    if (['42501', '2BP01'].includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}

/**
 * Drops the views, the schema and the login of a role of the config, which it need not have any more. Gives the statements that are
 * left to an administrator, none where all is done. Throws a `UserError` for a role that has neither (`BI_ROLE_REFUSED`).
 */
export async function revokeLogin(client: Sql, role: string): Promise<readonly string[]> {
  const login = await readBiRole(client, role);
  requireOwnLogin(login);
  const hadViews = await dropSchema(client, role);
  if (!hadViews && !login.exists)
    throw new UserError(`"${printable(role)}" has no login for BI tools in this database.`, 'BI_ROLE_REFUSED');
  return !login.exists || (await dropLogin(client, login)) ? [] : endStatements(login);
}
