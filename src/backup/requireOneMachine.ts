import type { Sql } from '../db/client.js';
import { placedTables } from '../db/rowRights/placedTables.js';
import { UserError } from '../lib/errors/UserError.js';

/**
 * Throws a `UserError` (`DATABASE_DISTRIBUTED`) where the tables lie on the nodes of a cluster: one snapshot does not reach over its
 * workers, so a backup would mix instants, and a restore cannot make the shards.
 */
export async function requireOneMachine(client: Sql): Promise<void> {
  if ((await placedTables(client)).size === 0) return;
  throw new UserError(
    'This database is distributed by Citus, whose nodes have no snapshot in common: back up and restore the cluster as a whole, ' +
      'by the means of PostgreSQL and Citus. A backup of one machine can be restored into another database, and that be distributed.',
    'DATABASE_DISTRIBUTED',
  );
}
