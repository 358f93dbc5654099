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
  const starts = restarts ? 'again' : 'never';
  const times: number[] = [];
  try {
    for (;;) {
      await held.joined.presence.lost;
      if (!held.isOpen) return;
      onLost?.();
      const now = performance.now();
      times.push(now);
      if (now - (times.at(-restartsAtMost - 1) ?? -Infinity) < restartWindow) throw tooOften(folder);
      const rejoining = rejoin(folder, held.joined, { ...options, starts, isWanted: () => held.isOpen });
      held.rejoining = rejoining;
      held.joined = await rejoining;
      delete held.rejoining;
      if (held.isOpen) await onBack?.();
    }
  } catch (error) {
    if (held.isOpen) onGone(error);
  }
}

const tooOften = ({ log }: DataFolder): UserError =>
  new UserError(
    `The embedded PostgreSQL has ended more than ${restartsAtMost} times in ten minutes, and is not started again; ${log} tells more.`,
    'DATABASE_UNAVAILABLE',
  );
