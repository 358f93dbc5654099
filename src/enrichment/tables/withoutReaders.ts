import { retryLocked } from '../../db/locks/retryLocked.js';
import type { Sql } from '../../db/client.js';
import { transact } from '../../db/transact.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { DatabaseTable } from './databaseTable.js';

/** About a minute, of tries of 2 s with a pause between them. */
const attempts = 26;

/**
 * Runs, in a savepoint, work that needs a table without readers, and makes later readers wait: tries for 2 s at a time, for about a
 * minute. Throws a `UserError` with the code `RESULTS_IN_USE` where there is no pause between readers.
 */
export async function withoutReaders(
  { schema, name }: Pick<DatabaseTable, 'schema' | 'name'>,
  db: Sql,
  work: (db: Sql) => Promise<void>,
): Promise<void> {
  await retryLocked(
    () =>
      transact(db, async (inside) => {
        await inside`set local lock_timeout = '2s'`;
        await work(inside);
        await inside`set local lock_timeout = default`;
      }),
    () =>
      new UserError(
        `${schema}.${name} is being read without a pause, and cannot be replaced; the old results stay. Try again later.`,
        'RESULTS_IN_USE',
      ),
    attempts,
  );
}
