import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { noteLook } from '../../telemetry/cacheTally.js';
import type { FoundKey } from './findKeys.js';
import { hashKey } from './keySecret.js';

/** What keys are, as they were looked up not long ago. */
export interface KeyCache {
  /** The key of a secret; undefined where there is none. Rejects where that cannot be looked up. */
  readonly of: (secret: string) => Promise<FoundKey | undefined>;
  /** Looks at every key again: keys have changed. */
  readonly invalidate: () => void;
}

interface KeyCacheOptions {
  /** Gives the keys that there are of some hashes. */
  readonly find: (hashes: readonly string[]) => Promise<ReadonlyMap<string, FoundKey>>;
  /** Whether notices tell of changes: what is known is used for longer then. */
  readonly isFollowed: () => boolean;
  /** Milliseconds; never goes back. */
  readonly now: () => number;
}

/**
 * Milliseconds that an answer is used, good or bad: where notices tell of changes at once, and where nothing does. Subscriptions are
 * looked at as often as the latter, and a key that is revoked is to end within a second.
 */
const usedFor = { followed: 10_000, alone: 500 };

/** Keys that are known, and secrets that are known to be none: who tries many of these does not push the former out. */
const [mostKeys, mostUnknown] = [10_000, 1000];

/** Secrets that one statement looks up at the most. */
const mostTogether = 500;

interface Answer {
  readonly key: FoundKey | undefined;
  readonly since: number;
}

/** Keeps what keys are, by the hashes of their secrets. Those that are asked for at the same time are looked up by one statement. */
export function createKeyCache({ find, isFollowed, now }: KeyCacheOptions): KeyCache {
  const known = new LRUCache<string, Answer>({ max: mostKeys });
  const unknown = new LRUCache<string, Answer>({ max: mostUnknown });
  const running = new Map<string, Promise<FoundKey | undefined>>();
  const together = new DataLoader<string, FoundKey | undefined>(
    async (hashes) => {
      const found = await find(hashes);
      return hashes.map((hash) => found.get(hash));
    },
    { cache: false, maxBatchSize: mostTogether },
  );
  let age = 0;

  async function lookUp(hash: string): Promise<FoundKey | undefined> {
    const [ageBefore, since] = [age, now()];
    const key = await together.load(hash);
    // What was read before a change is not kept.
    if (age === ageBefore) {
      (key === undefined ? unknown : known).set(hash, { key, since });
      (key === undefined ? known : unknown).delete(hash);
    }
    return key;
  }

  return {
    async of(secret) {
      const hash = hashKey(secret);
      const answer = known.get(hash) ?? unknown.get(hash);
      const isUsed = answer !== undefined && now() - answer.since < (isFollowed() ? usedFor.followed : usedFor.alone);
      if (noteLook('keys', isUsed ? answer : undefined) !== undefined) return answer?.key;
      const asked = running.get(hash);
      if (asked !== undefined) return asked;
      const began = lookUp(hash).finally(() => {
        if (running.get(hash) === began) running.delete(hash);
      });
      running.set(hash, began);
      return began;
    },
    invalidate() {
      age += 1;
      known.clear();
      unknown.clear();
      running.clear();
    },
  };
}
