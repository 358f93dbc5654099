import { UserError } from '../../lib/UserError.js';
import type { DataFolder } from './dataFolder.js';
import type { Joined, JoinOptions } from './joinServer.js';
import { rejoin } from './rejoin.js';

/** Who is told of what becomes of a server that is in use. */
export interface Attendant {
  /** Whether a server that ended is started again. */
  readonly restarts: boolean;
  /** The server was lost; it is joined again, and started again if that is asked for. */
  readonly onLost?: () => void;
  /** It is there again, at the same path. What it throws is told to `onGone`. */
  readonly onBack?: () => Promise<void>;
  /** It is not there any more: a `UserError` of code `DATABASE_UNAVAILABLE`, or what `onBack` threw. */
  readonly onGone: (error: unknown) => void;
}

/** The server that a process uses. */
export interface Held {
  joined: Joined;
  /** Whether it is still wanted. */
  isOpen: boolean;
  /** Settles when the attempt to join it again, which is under way, has ended. */
  rejoining?: Promise<unknown>;
}

/** A server that ends more often than so many times in ten minutes is given up. */
const restartsAtMost = 5;
const restartWindow = 600_000;

/** Looks after a server as long as it is open; ends after `onGone`. Never rejects. */
export async function attend(
  held: Held,
  folder: DataFolder,
  options: Omit<JoinOptions, 'starts'>,
  { restarts, onLost, onBack, onGone }: Attendant,
): Promise<void> {
  /** When it was started again. */
  const times: number[] = [];
  try {
    for (;;) {
      await held.joined.presence.lost;
      if (!held.isOpen) return;
      onLost?.();
      const isTooOften = performance.now() - (times.at(-restartsAtMost) ?? -Infinity) < restartWindow;
      const starts = restarts && !isTooOften ? 'again' : 'never';
      const rejoining = rejoin(folder, held.joined, { ...options, starts, isWanted: () => held.isOpen });
      held.rejoining = rejoining;
      held.joined = await rejoining.catch((error: unknown) => {
        throw isTooOften ? tooOften(folder) : error;
      });
      delete held.rejoining;
      if (held.joined.isStarted) times.push(performance.now());
      if (held.isOpen) await onBack?.().catch(unlessLost(held.joined));
    }
  } catch (error) {
    if (held.isOpen) onGone(error);
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
    `The embedded PostgreSQL has ended more than ${restartsAtMost} times in ten minutes, and is not started again; ${log} tells more.`,
    'DATABASE_UNAVAILABLE',
  );
