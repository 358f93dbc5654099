import { sql } from 'drizzle-orm';
import type { Door } from '../../db/doorTypes.js';

/** Writes down when keys were used, behind the requests. */
export interface UseRecorder {
  /** A key was used. Nobody waits for that to be written. */
  readonly note: (clientId: number) => void;
  /** Writes nothing more. */
  readonly stop: () => void;
}

interface UseRecorderOptions {
  /** Told of what could not be written, which is left out. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds until it is written, for all keys that were used meanwhile. */
  readonly delay?: number;
}

/** Milliseconds between two notes of a key, of this process and of all together. */
const noteEvery = 60_000;

/** Writes when keys were used, once a minute each at the most, and many by one statement; what fails is lost. */
export function createUseRecorder(db: Door, { onError, clock, delay = 1000 }: UseRecorderOptions): UseRecorder {
  const noted = new Map<number, number>();
  const waiting = new Map<number, number>();
  let timer: NodeJS.Timeout | undefined;

  async function write(): Promise<void> {
    timer = undefined;
    const ids = [...waiting.keys()];
    const instants = [...waiting.values()].map((instant) => new Date(instant).toISOString());
    waiting.clear();
    await db.query(sql`
      update facet.api_clients set last_used_at = used.at
      from unnest(${sql.param(ids)}::integer[], ${sql.param(instants)}::timestamptz[]) as used (id, at)
      where client_id = used.id and (last_used_at is null or last_used_at <= used.at - interval '1 minute')`);
  }

  return {
    note(clientId) {
      const now = clock();
      if (now - (noted.get(clientId) ?? -Infinity) < noteEvery) return;
      noted.set(clientId, now);
      waiting.set(clientId, now);
      timer ??= setTimeout(() => void write().catch(onError), delay).unref();
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
