import type { Logger } from 'pino';
import { keptDoors, type OpenDoor } from '../access/viewerRights.js';
import type { Config } from '../config.js';
import type { Sql } from '../db/client.js';
import { Replica, writtenChannel } from '../db/replica/Replica.js';
import type { DatabaseTarget } from '../db/target.js';
import { joinNotices, type Notices } from '../news/joinNotices.js';

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

/** Whom to call for notices, as `joinNotices` has it, and before them the replica: it must have what they tell of. */
export function replicaNotices(replica: Replica | undefined, ...others: readonly Notices[]): Notices {
  if (replica === undefined) return joinNotices(...others);
  const channels = [writtenChannel, ...others.flatMap((notices) => Object.keys(notices))];
  return joinNotices(Object.fromEntries(channels.map((channel) => [channel, replica.touch])), ...others);
}

/** The server's own doors, whose answers are kept: the replica must have what they find. */
export const replicaDoors = (replica: Replica | undefined, openDoor: OpenDoor): OpenDoor =>
  replica === undefined ? openDoor : keptDoors(openDoor, replica.touch);

/** Takes something that was read from the primary: from then on the replica must have it. */
export const afterTouch =
  <V>(replica: Replica | undefined, take: (value: V) => void) =>
  (value: V): void => {
    replica?.touch();
    take(value);
  };
