import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../lib/UserError.js';
import type { DatabaseTarget } from '../target.js';
import { findBinaries } from './binaries.js';
import { openDataFolder, readPassword, type DataFolder } from './dataFolder.js';
import { ensureCluster } from './initdb.js';
import { withLock } from './lock.js';
import { readPostmaster, stopPostmaster, type Postmaster } from './postmaster.js';
import { enter, type Presence } from './presence.js';
import { findRunner } from './runner.js';
import { StillInUse, startServer } from './server.js';
import { limitLog } from './serverLog.js';
import { makeSocketFolder, removeSocketFolder, SOCKET } from './socketFolder.js';

export interface EmbeddedDatabase {
  readonly target: Extract<DatabaseTarget, { kind: 'socket' }>;
  /**
   * Leaves the server; the last one out stops it and waits until it has gone. Close the process's own connections first.
   * May be called again.
   */
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder of the database, its password and its log; made where it is missing. */
  readonly dataDir: string;
  readonly log?: (message: string) => void;
  /** For tests: no fsync, no durability. */
  readonly throwaway?: boolean;
  /** Folder of PostgreSQL's binaries (`bin`, `lib`, `share`) instead of the platform's package, e.g. another major version. */
  readonly nativeDir?: string;
}

const silent = (): void => {};
/** How long a server that is leaving, or the children of a killed one, are waited for. */
const LEAVING = 30_000;
/** How long a server that somebody else started may recover. */
const RECOVERING = 300_000;

/**
 * The embedded PostgreSQL on a data directory, reached by a unix socket only: joins the server that runs there, whoever
 * started it, else starts one, after making the database when there is none. Throws a UserError for what the user can
 * mend: no binaries for the system, an unusable folder, a database of another major version.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = await openDataFolder(options.dataDir);
  const { target, presence } = await withLock(folder.lock, () => join_(folder, options));
  const endLimit = await limitLog(folder.log);
  let closing: Promise<void> | undefined;
  const leave = async (): Promise<void> => {
    endLimit();
    await withLock(folder.lock, () => leaveServer(folder, presence));
  };
  return { target, close: () => (closing ??= leave()) };
}
