import { dayIn } from '../lib/time/days.js';
import type { Scope } from '../scope.js';

/** The day that a segment is asked for. */
export interface SegmentMoment {
  /** The day, ISO: what is relative in a definition counts from it, and what happened later is not seen. */
  readonly day: string;
  /** The complete day that attributes are read on; null where there is no snapshot. */
  readonly profileDay: string | null;
  /** Whether the day was asked for: conditions on what has no past say so then. */
  readonly isPast: boolean;
}

/** The day that is asked for, else that of the scope's instant in its zone. */
export const momentOf = (
  { now, timeZone }: Pick<Scope, 'now' | 'timeZone'>,
  asOf: string | null | undefined,
  profileDay: string | null,
): SegmentMoment => ({ day: asOf ?? dayIn(timeZone, now), profileDay, isPast: asOf != null });
