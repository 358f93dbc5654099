import type { Sql } from '../../db/client.js';
import { transact } from '../../db/transact.js';
import { UserError } from '../../lib/errors/UserError.js';
import { schemaOfRole } from '../biRole.js';
import { lockViews } from '../lockViews.js';
import { readRoleSchemas, schemaComment } from '../roleSchemas.js';

/** Of a schema whose views are yet to be made. */
const noPolicy = '0'.repeat(16);

/** What stands under the name of a role's schema without being one of Facet's. */
async function checkForeign(client: Sql, schema: string): Promise<boolean> {
  const [found] = await client<{ isEmpty: boolean; mine: boolean }[]>`
    select not exists (select 1 from pg_class where relnamespace = n.oid) as "isEmpty", pg_has_role(nspowner, 'usage') as mine
    from pg_namespace n where nspname = ${schema}`;
  if (found !== undefined && !(found.isEmpty && found.mine))
    throw new UserError(
      `The schema "${schema}" is there and is not one of Facet's: rename or drop it, then run the command again.`,
      'VIEW_IN_USE',
    );
  return found !== undefined;
}

/**
 * Makes the schema of a role of the config, without views, where it is not there yet. Throws a `UserError` where somebody else's has
 * its name (`VIEW_IN_USE`), and where the user may make none.
 */
export async function makeRoleSchema(client: Sql, role: string): Promise<void> {
  const schema = schemaOfRole(role);
  try {
    await transact(client, async (inside) => {
      await lockViews(inside);
      if ((await readRoleSchemas(inside)).some((one) => one.schema === schema && one.role === role)) return;
      const isThere = await checkForeign(inside, schema);
      if (!isThere) await inside`create schema ${inside(schema)}`;
      await inside.unsafe(`comment on schema "${schema}" is '${schemaComment(role, noPolicy)}'`);
    });
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    const [user] = await client<{ name: string }[]>`select quote_ident(current_user) as name`;
    throw new UserError(
      `The database user may not make the schema "${schema}". An administrator can run: create schema "${schema}" authorization ` +
        `${user?.name}; then run the command again.`,
      'MIGRATION_REFUSED',
    );
  }
}
