import { setTimeout as delay } from 'node:timers/promises';
import { internalsOf, type Sql } from './client.js';
import { openSession, type Session } from './connection/session.js';
import { submitNow } from './connection/transaction.js';

/** Milliseconds between a lost connection and the next attempt: after one that listened, and at the most. */
const [firstPause, longestPause] = [50, 1000];

/** Listening to channels, until it is stopped. */
export interface Listening {
  /** Whether notices come: not while the connection is lost. */
  readonly isListening: boolean;
  stop(): Promise<void>;
}

/**
 * Calls `wake` for every notice of a channel, on a connection of its own beside those of the client. Whenever it listens, at the start
 * and after a connection was lost, all are called too: notices may have been missed. The promise settles after the first attempt.
 */
export async function listenTo(client: Sql, channels: Readonly<Record<string, () => void>>): Promise<Listening> {
  const opened = internalsOf(client);
  if (opened === undefined) throw new Error('Only a client of openClient can listen');
  const { front } = opened;
  const stopping = new AbortController();
  let session: Session | undefined;
  let isListening = false;
  let pause = firstPause;

  async function listen(onClose: () => void): Promise<void> {
    session = await openSession(front, { onClose, onNotify: (channel) => channels[channel]?.() });
    if (stopping.signal.aborted) return session.destroy(stopping.signal.reason);
    for (const channel of Object.keys(channels)) await submitNow(session, front.unsafe(`listen "${channel}"`));
    pause = firstPause;
    isListening = true;
    for (const wake of Object.values(channels)) wake();
  }

  /** Listens until the connection is lost. */
  async function follow(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      listen(resolve).then(first, (error: Error) => {
        first();
        session?.destroy(error);
        reject(error);
      });
    });
  }

  let first = (): void => {};
  const settled = new Promise<void>((resolve) => (first = resolve));
  void (async () => {
    while (!stopping.signal.aborted) {
      await follow().catch(() => {});
      isListening = false;
      await delay(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      pause = Math.min(pause * 2, longestPause);
    }
  })();
  await settled;
  return {
    get isListening() {
      return isListening;
    },
    async stop() {
      stopping.abort();
      await session?.end();
    },
  };
}
