import type { Logger } from 'pino';
import { listLogins } from '../../bi/roles/listLogins.js';
import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';

/** Warns of each login of BI tools whose views do not show what the config says: a server does not change them by itself. */
export async function warnOfLogins(
  client: Sql,
  { access }: Pick<Config, 'access'>,
  log: Pick<Logger, 'warn'>,
): Promise<void> {
  for (const { fault, login } of await listLogins(client, access.roles))
    if (fault !== undefined) log.warn({ login }, fault);
}
