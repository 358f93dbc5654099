import type { Door } from '../db/door.js';
import type { CachedTable, CompleteDay, Reads } from '../scope.js';
import { completeDays, newestOn } from './completeDays.js';

/** Dates that an answer may be known by: a tag of more would be longer than many answers. */
const mostDates = 40;

/** The days of an answer that was read from nothing else. */
export interface DaysRead {
  /** The dates that days were looked for on, sorted. */
  readonly dates: readonly string[];
  /** What was found on them: another text as soon as anything of it was written anew. */
  readonly version: string;
  /** Whether the answer is of days before the newest one alone, each asked for by its own date. */
  readonly isPast: boolean;
}

type Found = readonly (readonly [date: string, day: CompleteDay | null])[];

function toDaysRead(found: Found, all: readonly CompleteDay[]): DaysRead {
  const sorted = found.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const newest = all.at(-1)?.day ?? '';
  return {
    dates: sorted.map(([date]) => date),
    version: JSON.stringify(sorted.map(([date, day]) => [date, day?.day, day?.loadId, day?.computedAt])),
    isPast: sorted.every(([date, day]) => day?.day === date && date < newest),
  };
}

/** What an answer would be read from that looks for days on these dates, among all complete days, the oldest first. */
export const daysRead = (all: readonly CompleteDay[], dates: readonly string[]): DaysRead =>
  toDaysRead(
    dates.map((date) => [date, newestOn(all, date)]),
    all,
  );

/** What one answer is read from: days of snapshots, or anything else, which is what every statement counts as that says nothing. */
export class AnswerReads implements Reads {
  private readonly days = new Map<string, CompleteDay | null>();
  private hasOther = false;
  /** Its statements count as reading something else than days. */
  readonly db: Door;

  constructor(readonly ofDays: Door) {
    this.db = {
      query: (statement, options) => {
        this.hasOther = true;
        return ofDays.query(statement, options);
      },
    };
  }

  foundDay(date: string, day: CompleteDay | null): void {
    this.days.set(date, day);
  }

  /** What is held of a table: of any but the one of the days it counts as reading something else. */
  fromMemory<V extends object>({ name }: CachedTable<never, object>, held: V | undefined): V | undefined {
    if (held !== undefined && name !== completeDays.name) this.hasOther = true;
    return held;
  }

  /** Its days as they were found, of all complete ones; undefined where it was read from anything else, or from nothing. */
  read(all: readonly CompleteDay[]): DaysRead | undefined {
    const { days, hasOther } = this;
    return hasOther || days.size === 0 || days.size > mostDates ? undefined : toDaysRead([...days], all);
  }
}
