import type { DatabaseTarget } from '../target.js';
import { openDataFolder } from './dataFolder.js';
import { joinServer, leaveServer } from './joinServer.js';
import { withLock } from './lock.js';
import { limitLog } from './serverLog.js';

export interface EmbeddedDatabase {
  readonly target: Extract<DatabaseTarget, { kind: 'socket' }>;
  /**
   * Leaves the server; the last one out stops it and waits until it has gone. Close the process's own connections first.
   * May be called again.
   */
  close(): Promise<void>;
}

interface EmbeddedOptions {
  /** Folder of the database, its password and its log; made where it is missing. */
  readonly dataDir: string;
  readonly log?: (message: string) => void;
  /** For tests: no fsync, no durability. */
  readonly throwaway?: boolean;
  /** Folder of PostgreSQL's binaries (`bin`, `lib`, `share`) instead of the platform's package, e.g. another major version. */
  readonly nativeDir?: string;
}

/**
 * The embedded PostgreSQL on a data directory, reached by a unix socket only: joins the server that runs there, whoever
 * started it, else starts one, after making the database when there is none. Throws a UserError for what the user can
 * mend: no binaries for the system, an unusable folder, a database of another major version.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = await openDataFolder(options.dataDir);
  const { log = () => {}, throwaway = false, nativeDir } = options;
  const joined = await withLock(folder.lock, () => joinServer(folder, { log, throwaway, nativeDir }));
  const endLimit = await limitLog(folder.log);
  let closing: Promise<void> | undefined;
  const leave = async (): Promise<void> => {
    endLimit();
    await withLock(folder.lock, () => leaveServer(folder, joined));
  };
  return { target: joined.target, close: () => (closing ??= leave()) };
}
