import type { CommandScope } from '../run.js';

/** `facet bi --list`: a line for each login, and what is to be done for those that do not see what the config says. */
export async function printLogins({ client, config, progress }: CommandScope): Promise<void> {
  const { listLogins } = await import('../../bi/roles/listLogins.js');
  const logins = await listLogins(client, config.access.roles);
  for (const { role, login, exists, schema, fault } of logins) {
    const whose = role === null ? 'reads all' : `of the role ${role}`;
    const state = fault === undefined ? 'up to the config' : 'not up to the config';
    process.stdout.write(`${login}  ${whose}  schema ${schema}  ${exists ? state : `${state}, no login yet`}\n`);
  }
  for (const { fault } of logins) if (fault !== undefined) progress.say(fault);
  if (logins.length === 0) progress.say('There are no logins for BI tools: "facet bi" makes one.');
}
