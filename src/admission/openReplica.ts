import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Sql } from '../db/client.js';
import { Replica, writtenChannel } from '../db/replica/Replica.js';
import type { DatabaseTarget } from '../db/target.js';
import type { Notices } from '../news/joinNotices.js';

/** Milliseconds that a statement waits on a replica for a lock that is replayed there; then the primary answers it. */
export const lockTimeout = 500;

/** Opens the read replica of the config; undefined where it names none. */
export function openReplica(
  { databaseReadUrl: url, database }: Config,
  primary: Sql,
  log: Logger,
  openAt: (at: DatabaseTarget, use: 'requests' | 'looks') => Sql,
): Replica | undefined {
  if (url === undefined) return undefined;
  return new Replica({
    primary,
    open: (use) => openAt({ kind: 'url', url }, use),
    maxLag: database.maxReplicaLag * 1000,
    ...(!database.prepare && { settings: { lock_timeout: String(lockTimeout) } }),
    log,
  });
}

/** What is called for notices before anybody else: the replica must have what they tell of. */
export function replicaNotices(replica: Replica | undefined, ...others: readonly Notices[]): Notices {
  if (replica === undefined) return {};
  const channels = [writtenChannel, ...others.flatMap((notices) => Object.keys(notices))];
  return Object.fromEntries(channels.map((channel) => [channel, replica.touch]));
}
