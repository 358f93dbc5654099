import type { Role } from '../../config/access/Role.js';
import type { CommandScope } from '../run.js';

/** `facet bi --role R --dry-run`: the statements that would make the views and the login, with a password that is none. */
export async function printRolePlan({ client }: CommandScope, role: Role): Promise<void> {
  const { grantStatements, readBiRole, requireOwnLogin, roleStatements } = await import('../../bi/biRole.js');
  const { plannedViews } = await import('../../bi/roles/plannedViews.js');
  const login = await readBiRole(client, role.name);
  requireOwnLogin(login);
  const statements = [
    ...(await plannedViews(client, role)),
    ...roleStatements(login, 'a new password'),
    ...grantStatements(login),
    `grant select on all tables in schema ${login.quotedSchema} to ${login.quoted}`,
  ];
  for (const statement of statements) process.stdout.write(`${statement};\n`);
}
