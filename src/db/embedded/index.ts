import { within } from '../../lib/async/within.js';
import type { DatabaseTarget } from '../target.js';
import { packagedDir } from './binaries.js';
import { supervise, type Supervisor, type ServerInUse } from './supervise.js';
import { openDataFolder } from './dataFolder.js';
import { joinServer, leaveServer, type JoinOptions } from './joinServer.js';
import { leaveAfterExit } from './leaveAfterExit.js';
import { withLock } from './lock.js';
import { limitLog } from './serverLog.js';

export type { Supervisor } from './supervise.js';

/** The embedded database, which a process has joined. */
export interface EmbeddedDatabase {
  readonly target: Extract<DatabaseTarget, { kind: 'socket' }>;
  /** Watches the server until `close`, and starts it again if that is asked for. To be called once. */
  supervise(supervisor: Supervisor): void;
  /**
   * Leaves the server; the last one out stops it and waits until it has gone. Close the process's own connections first.
   * May be called again. A process that ends without it has another process leave in its place.
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
  /** `never` joins a server that runs, else a UserError of code `DATABASE_UNAVAILABLE`; default `anywhere`. */
  readonly starts?: JoinOptions['starts'];
}

/** Milliseconds that `close` waits for a restart under way; then the process that leaves in our place does. */
const restartTimeout = 5_000;

/**
 * The embedded PostgreSQL on a data directory, reached by a unix socket only: joins the server that runs there, whoever
 * started it, else starts one, after making the database when there is none. Throws a UserError for what the user can
 * mend: no binaries for the system, an unusable folder, a database of another major version.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  // Before the folder is made: where there are no programs, as in a container, what is missing is DATABASE_URL.
  const { log = () => {}, throwaway = false, nativeDir = packagedDir(), starts = 'anywhere' } = options;
  const folder = await openDataFolder(options.dataDir);
  const atExit = (): void => leaveAfterExit(folder.root);
  // From the first moment: a start takes a while, and a process may be ended in it.
  if (starts !== 'never') process.once('exit', atExit);
  const joining = { log, throwaway, nativeDir };
  const joined = await withLock(folder.lock, () => joinServer(folder, { ...joining, starts })).catch((error) => {
    process.removeListener('exit', atExit);
    throw error;
  });
  const server: ServerInUse = { joined, isOpen: true };
  const endLimit = await limitLog(folder.log);
  const leave = async (): Promise<void> => {
    server.isOpen = false;
    endLimit();
    if (server.rejoining !== undefined) {
      const isOver = await within(server.rejoining, restartTimeout).then(
        () => true,
        () => false,
      );
      // Who leaves in our place waits for it.
      if (!isOver) return;
    }
    // A server that does not answer now may do so when the process has ended.
    if (await withLock(folder.lock, () => leaveServer(folder, server.joined))) process.removeListener('exit', atExit);
  };
  let closing: Promise<void> | undefined;
  return {
    target: joined.target,
    supervise: (supervisor) => void supervise(server, folder, joining, supervisor),
    close: () => (closing ??= leave()),
  };
}
