import { sql } from 'drizzle-orm';
import type { CompleteDay } from '../context.js';
import type { Door } from '../db/door.js';

/** Days that are held at most: more than twenty years. */
const mostDays = 8000;

/** The complete days of the snapshots, held in memory. */
export interface HeldDays {
  /** All of them, the oldest first; undefined where there are too many to be held. */
  readonly read: () => Promise<readonly CompleteDay[] | undefined>;
  /** Makes it read them again: they have changed. */
  readonly forget: () => void;
}

interface HeldDaysOptions {
  /** Milliseconds that they are held at most, should nobody say that they have changed. */
  readonly keep: number;
  /** Milliseconds; never goes back. */
  readonly now?: () => number;
}

async function readDays(db: Door): Promise<readonly CompleteDay[] | undefined> {
  const days = await db.query<CompleteDay>(sql`
    select d.profile_date as day, coalesce(l.finished_at, l.started_at) as "computedAt"
    from facet.profile_days d join facet.loads l on l.load_id = d.load_id
    where d.complete order by d.profile_date limit ${sql.param(mostDays + 1)}`);
  return days.length > mostDays ? undefined : days;
}

/** Holds the complete days until they are said to have changed; those who ask meanwhile share one statement. */
export function createHeldDays(db: Door, { keep, now = () => performance.now() }: HeldDaysOptions): HeldDays {
  let held: { readonly days: ReturnType<typeof readDays>; readonly until: number } | undefined;
  return {
    read() {
      if (held !== undefined && now() < held.until) return held.days;
      const mine = { days: readDays(db), until: now() + keep };
      held = mine;
      mine.days.catch(() => {
        if (held === mine) held = undefined;
      });
      return mine.days;
    },
    forget() {
      held = undefined;
    },
  };
}

/** The newest of some days, the oldest first, on or before a date; null where there is none. */
export function newestOn(days: readonly CompleteDay[], date: string): CompleteDay | null {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle]?.day ?? '') <= date) low = middle + 1;
    else high = middle;
  }
  return days[low - 1] ?? null;
}
