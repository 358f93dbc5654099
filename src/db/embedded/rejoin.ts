import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../lib/errors/UserError.js';
import type { DataFolder } from './dataFolder.js';
import { joinServer, type Joined, type JoinOptions } from './joinServer.js';
import { withLock } from './lock.js';

/** Milliseconds before each try. */
const pauses = [0, 500, 1_000, 2_000, 4_000, 8_000];

/**
 * Connects anew to the server of a data directory after it was lost, and starts it again where that is asked for: six
 * tries in 16 s, and the time that PostgreSQL takes. UserError of code `DATABASE_UNAVAILABLE` where all of them fail, or
 * where the server is now reached by another path than `lost` was.
 */
export async function rejoin(
  folder: DataFolder,
  lost: Joined,
  options: JoinOptions & { readonly isWanted: () => boolean },
): Promise<Joined> {
  let failure: unknown;
  for (const pause of options.starts === 'never' ? [0] : pauses) {
    await delay(pause);
    if (!options.isWanted()) break;
    try {
      const joined = await withLock(folder.lock, () => joinServer(folder, options));
      if (joined.target.socketDir === lost.target.socketDir) return joined;
      await joined.presence.end();
      throw unavailable(`it was started again by another process, in ${joined.target.socketDir}`);
    } catch (error) {
      // Trying again would not mend it.
      if (error instanceof UserError && error.code === 'DATABASE_UNAVAILABLE') throw error;
      failure = error;
    }
  }
  throw unavailable(failure instanceof Error ? failure.message : 'it was not tried again');
}

const unavailable = (reason: string): UserError =>
  new UserError(`The embedded PostgreSQL has ended and could not be started again: ${reason}`, 'DATABASE_UNAVAILABLE');
