import type { Logger } from 'pino';
import { createAuthenticator, type Authenticator } from '../access/authenticator.js';
import { needsKey } from '../access/requireWay.js';
import { createTokenReader } from '../access/tokens/createTokenReader.js';
import type { OpenDoor } from '../access/viewerRights.js';
import type { Config } from '../config.js';
import type { Sql } from '../db/client.js';
import { createDoor, type Door } from '../db/door.js';
import { SnapshotCache } from '../snapshotCache.js';
import { createTableCache, type TableCache } from '../tableCache.js';

/** What is cached until a notice says that it has changed. */
export interface Caches {
  readonly authenticator: Authenticator;
  readonly tables: TableCache;
  /** Undefined where none is to be held. */
  readonly snapshots: SnapshotCache | undefined;
}

interface CacheOptions {
  readonly openDoor: OpenDoor;
  readonly log: Logger;
  /** Whether notices come. */
  readonly isFollowed: () => boolean;
}

/** Makes the caches of a server; what they hold is read by doors on its own connections. */
export async function createCaches(
  config: Config,
  ownClient: Sql,
  { openDoor, log, isFollowed }: CacheOptions,
): Promise<Caches> {
  const { roles, tokens: issuers } = config.access;
  const tokens = issuers.length === 0 ? undefined : await createTokenReader(issuers, { roles, log });
  // A door is one asker, who gets a part of the connections: each look is one of its own, or they would queue.
  const door: Door = { query: (statement) => createDoor(ownClient).query(statement) };
  return {
    authenticator: createAuthenticator(door, { roles, tokens, isOpen: !needsKey(config), isFollowed, log }),
    snapshots: config.cache.snapshots === 0 ? undefined : new SnapshotCache(config.cache.snapshots),
    tables: createTableCache({
      openDoor,
      isFollowed,
      onError: (error) => log.warn({ err: error }, 'A table could not be read into memory; requests ask the database.'),
    }),
  };
}
