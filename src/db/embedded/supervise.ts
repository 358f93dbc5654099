import { UserError } from '../../lib/errors/UserError.js';
import type { DataFolder } from './dataFolder.js';
import type { Joined, JoinOptions } from './joinServer.js';
import { rejoin } from './rejoin.js';

/** What a supervisor of a server does, and what it is called for. */
export interface Supervisor {
  /** Whether a server that ended is started again. */
  readonly restarts: boolean;
  /** The server was lost; it is joined again, and started again if that is asked for. */
  readonly onLost?: () => void;
  /** It is there again, at the same path. `onGone` gets what it throws. */
  readonly onBack?: () => Promise<void>;
  /** It is not there any more: a `UserError` of code `DATABASE_UNAVAILABLE`, or what `onBack` threw. */
  readonly onGone: (error: unknown) => void;
}

/** The server that a process uses. */
export interface ServerInUse {
  joined: Joined;
  /** Whether it is still wanted. */
  isOpen: boolean;
  /** Settles when the attempt to join it again, which is under way, has ended. */
  rejoining?: Promise<unknown>;
}

/** A server that ends more often than so many times in ten minutes is given up. */
const maxRestarts = 5;
const restartWindow = 600_000;

/** Watches a server as long as it is open, and joins it again where it is lost; ends after `onGone`. Never rejects. */
export async function supervise(
  server: ServerInUse,
  folder: DataFolder,
  options: Omit<JoinOptions, 'starts'>,
  { restarts, onLost, onBack, onGone }: Supervisor,
): Promise<void> {
  /** When it was started again. */
  const times: number[] = [];
  try {
    for (;;) {
      await server.joined.presence.lost;
      if (!server.isOpen) return;
      onLost?.();
      const isTooOften = performance.now() - (times.at(-maxRestarts) ?? -Infinity) < restartWindow;
      const starts = restarts && !isTooOften ? 'again' : 'never';
      const rejoining = rejoin(folder, server.joined, { ...options, starts, isWanted: () => server.isOpen });
      server.rejoining = rejoining;
      server.joined = await rejoining.catch((error: unknown) => {
        throw isTooOften ? tooOften(folder) : error;
      });
      delete server.rejoining;
      if (server.joined.isStarted) times.push(performance.now());
      if (server.isOpen) await onBack?.().catch(unlessLost(server.joined));
    }
  } catch (error) {
    if (server.isOpen) onGone(error);
  }
}

/** A failure that comes of another loss is no failure: the server is joined once more. */
const unlessLost =
  ({ presence }: Joined) =>
  (error: unknown): void => {
    if (!presence.isLost()) throw error;
  };

const tooOften = ({ log }: DataFolder): UserError =>
  new UserError(
    `The embedded PostgreSQL has ended more than ${maxRestarts} times in ten minutes, and is not started again; ${log} tells more.`,
    'DATABASE_UNAVAILABLE',
  );
