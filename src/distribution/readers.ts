import { readBiRole } from '../bi/biRole.js';
import { readRoleSchemas } from '../bi/roleSchemas.js';
import type { Sql } from '../db/client.js';
import type { WorkerRole } from '../db/cluster/grantOnWorkers.js';
import { readViewerRole } from '../db/rowRights/viewerRole.js';

/** The roles that ask as themselves and not as the owner of the tables: logins of BI tools, and that of viewers who do not see all rows. */
export async function readingRoles(client: Sql): Promise<readonly WorkerRole[]> {
  const names = [undefined, ...(await readRoleSchemas(client)).map(({ role }) => role)];
  const logins: WorkerRole[] = [];
  for (const name of names) {
    const login = await readBiRole(client, name);
    if (login.reads) logins.push(login);
  }
  const viewer = await readViewerRole(client);
  return (viewer.exists ? [...logins, viewer] : logins).map(({ name, quoted }) => ({ name, quoted }));
}
