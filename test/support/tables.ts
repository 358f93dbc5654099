import { anonymous, type Viewer } from '../../src/access/viewer.js';
import { createDoor, type Door } from '../../src/db/door.js';
import type { DoorOptions } from '../../src/db/doorTypes.js';
import type { CachedTable } from '../../src/scope.js';
import { createTableCache } from '../../src/tableCache.js';
import { until } from '../gateway/testServer.js';
import type { TestDatabase } from './database.js';

/** The tables of a database in memory, as a server that hears of their changes holds them, with how many statements have read them. */
export function openTables({ client }: Pick<TestDatabase, 'client'>) {
  const state = { isFollowed: true, now: 0, statements: 0 };
  const errors: unknown[] = [];
  /** A door that counts a statement when it has ended. */
  const openDoor = (_viewer: Viewer, options: DoorOptions): Door => ({
    query: (statement) =>
      createDoor(client, options)
        .query<never>(statement)
        .finally(() => (state.statements += 1)),
  });
  const cache = createTableCache({
    openDoor,
    isFollowed: () => state.isFollowed,
    onError: (error) => void errors.push(error),
    now: () => state.now,
  });
  const cached = cache.of(anonymous);
  return {
    cache,
    cached,
    state,
    errors,
    /** Waits until tables are held. */
    hold: (...tables: readonly CachedTable<never, object>[]): Promise<void> =>
      until(() => tables.filter((table) => cached(table) === undefined).length === 0),
  };
}
