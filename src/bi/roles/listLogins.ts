import type { Role } from '../../config/access/Role.js';
import type { Sql } from '../../db/client.js';
import { readBiRole } from '../biRole.js';
import { readRoleSchemas } from '../roleSchemas.js';
import { loginFault } from './roleFaults.js';
import { policyDigest } from './roleViews.js';

/** A login of BI tools of a database, or the views that are there for one. */
export interface BiLogin {
  /** The role of the config; null: of the login that reads the schema `bi`. */
  readonly role: string | null;
  readonly login: string;
  /** Whether the login is there; else only its views are. */
  readonly exists: boolean;
  readonly schema: string;
  /** What is to be done for it to see what the config says, as a sentence; undefined where it does. */
  readonly fault: string | undefined;
}

/** Why the views of a role do not show what the config says. */
function faultOf(role: Role | undefined, name: string, digest: string): string | undefined {
  const fault = loginFault(role);
  if (fault !== undefined)
    return `"${name}" can have no login: ${fault}. It sees nothing from the next refresh on; "facet bi --role ${name} --revoke" ends it.`;
  if (role !== undefined && policyDigest(role) === digest) return undefined;
  return `What "${name}" may see has changed since its views were made: "facet bi --refresh" brings them up to the config.`;
}

/** The logins of BI tools of a database, that of the schema `bi` first. */
export async function listLogins(client: Sql, roles: ReadonlyMap<string, Role>): Promise<readonly BiLogin[]> {
  const { name, exists } = await readBiRole(client);
  const logins: BiLogin[] = exists ? [{ role: null, login: name, exists, schema: 'bi', fault: undefined }] : [];
  for (const { role, schema, digest } of await readRoleSchemas(client)) {
    const login = await readBiRole(client, role);
    const fault = faultOf(roles.get(role), role, digest);
    logins.push({ role, login: login.name, exists: login.exists, schema, fault });
  }
  return logins;
}
