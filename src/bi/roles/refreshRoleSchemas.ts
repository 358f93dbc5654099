import type { Role } from '../../config/access/Role.js';
import type { Sql } from '../../db/client.js';
import { readBiRole, otherOwner } from '../biRole.js';
import { grantToBi } from '../grantToBi.js';
import { replaceView } from '../replaceView.js';
import { loginFault } from './roleFaults.js';
import { readRoleSchemas, schemaComment, type RoleSchema } from '../roleSchemas.js';
import { policyDigest, roleViews, type ViewSources } from './roleViews.js';

/** Drops the views of a schema, which are all made anew where what a role may see has changed: a column may not change its collation. */
export async function dropViews(client: Sql, { schema, quoted }: Pick<RoleSchema, 'schema' | 'quoted'>): Promise<void> {
  const views = await client<{ name: string }[]>`
    select quote_ident(relname) as name from pg_class
    where relnamespace = (select oid from pg_namespace where nspname = ${schema}) and relkind = 'v'
      and pg_has_role(relowner, 'usage') order by 1`;
  if (views.length > 0) await client.unsafe(`drop view ${views.map(({ name }) => `${quoted}.${name}`).join(', ')}`);
}

/** Lets the login of a schema read its views, where it is there. */
async function grantToLogin(client: Sql, { quoted, role }: RoleSchema): Promise<void> {
  const login = await readBiRole(client, role);
  if (!login.exists || otherOwner(login) !== undefined) return;
  if (!login.reads) await client.unsafe(`grant usage on schema ${quoted} to ${login.quoted}`);
  await grantToBi(client, role);
}

/** Brings the views of a role up to the config and the catalogue. */
async function refreshSchema(client: Sql, schema: RoleSchema, role: Role, sources: ViewSources): Promise<void> {
  const digest = policyDigest(role);
  if (digest !== schema.digest) await dropViews(client, schema);
  for (const view of roleViews(role, sources)) await replaceView(client, `${schema.quoted}.${view.name}`, view);
  if (digest !== schema.digest)
    await client.unsafe(`comment on schema ${schema.quoted} is '${schemaComment(role.name, digest)}'`);
  await grantToLogin(client, schema);
}

/** Takes a schema from its login: nothing says any more what it may see. */
async function closeSchema(client: Sql, { quoted, role }: RoleSchema): Promise<void> {
  const login = await readBiRole(client, role);
  if (login.reads) await client.unsafe(`revoke all on schema ${quoted} from ${login.quoted}`);
}

/**
 * Brings the views of every role that has any up to the config and the catalogue, in a transaction. A role that the config no longer
 * has, or that can have no login, keeps its views, and its login reads none of them until the config has it again.
 */
export async function refreshRoleSchemas(
  client: Sql,
  roles: ReadonlyMap<string, Role>,
  sources: ViewSources,
): Promise<void> {
  for (const schema of await readRoleSchemas(client)) {
    const role = roles.get(schema.role);
    if (role === undefined || loginFault(role) !== undefined) await closeSchema(client, schema);
    else await refreshSchema(client, schema, role, sources);
  }
}
