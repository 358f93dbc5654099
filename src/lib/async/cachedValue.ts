/** A value that is read in the background, and held until it has changed. */
export interface CachedValue<V> {
  /** The value; undefined while it is not held. Asking for it has it read, for those who ask later. */
  readonly current: () => V | undefined;
  /** It has changed: what was read before is held no longer. */
  readonly invalidate: () => void;
}

interface CachedValueOptions<V> {
  /** Reads it anew; undefined where it cannot be held. */
  readonly read: () => Promise<V | undefined>;
  /** Whether changes are told: without, nothing is held. */
  readonly isFollowed: () => boolean;
  /** Told of a reading that failed; the next one comes later. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds; never goes back. */
  readonly now?: () => number;
}

/** Milliseconds after which a value is read anew, and after which it is held no longer, should nobody tell that it has changed. */
const [freshFor, usableFor] = [10_000, 20_000];

/** Milliseconds without a change or a failure before a value is read: one that changes all the time is not read in vain. */
const quietFor = 1000;

/** Holds nothing at first; whoever finds nothing held has to do without. One reading runs at a time. */
export function createCachedValue<V>(options: CachedValueOptions<V>): CachedValue<V> {
  const { read, isFollowed, onError, now = () => performance.now() } = options;
  let held: { readonly value: V | undefined; readonly since: number } | undefined;
  let version = 0;
  let isReading = false;
  let restUntil = -Infinity;

  async function readAnew(): Promise<void> {
    isReading = true;
    const [versionBefore, start] = [version, now()];
    try {
      const value = await read();
      // What was read before a change is not held. What cannot be held is not read again until a change is told.
      if (version === versionBefore) held = { value, since: value === undefined ? Infinity : start };
    } catch (error) {
      restUntil = now() + quietFor;
      onError(error);
    } finally {
      isReading = false;
    }
  }

  return {
    current() {
      if (!isFollowed()) {
        held = undefined;
        return undefined;
      }
      const age = held === undefined ? Infinity : now() - held.since;
      if (age >= freshFor && !isReading && now() >= restUntil) void readAnew();
      return age < usableFor ? held?.value : undefined;
    },
    invalidate() {
      version += 1;
      held = undefined;
      restUntil = now() + quietFor;
    },
  };
}
