import { addDays, isDay } from '../../lib/time/days.js';
import { readDuration } from '../../lib/time/readDuration.js';
import { instantOf } from '../../lib/time/wallClock.js';
import { UserError } from '../../lib/errors/UserError.js';
import { printable } from '../../lib/text/printable.js';

/** What is known of the moment at which a key is made. */
interface Moment {
  readonly now: Date;
  /** IANA zone of days. */
  readonly timeZone: string;
}

const day = 86_400_000;
/** Milliseconds that a key lives at the most, unless it never ends, and that two secrets work side by side. */
const [longestLife, longestOverlap] = [3650 * day, 90 * day];

/**
 * When a key ends: after a duration such as `90d`, with the end of a day such as `2027-01-31`, or `never`, which is null. Throws a
 * `UserError` (`BAD_LIFETIME`) for anything else, for what has passed, and for more than ten years.
 */
export function readLifetime(text: string, { now, timeZone }: Moment): Date | null {
  if (text === 'never') return null;
  const duration = readDuration(text);
  if (duration === undefined && !isDay(text))
    throw new UserError(
      `"${printable(text)}" does not say when a key ends: give a duration such as 90d or 12h, a day such as 2027-01-31, or never.`,
      'BAD_LIFETIME',
    );
  const ends =
    duration === undefined
      ? instantOf(timeZone, Date.parse(`${addDays(text, 1)}T00:00:00Z`))
      : now.getTime() + duration;
  if (ends <= now.getTime())
    throw new UserError(`"${text}" has passed: a key that ends then is of no use.`, 'BAD_LIFETIME');
  if (ends > now.getTime() + longestLife + day)
    throw new UserError(
      `"${text}" is more than ten years ahead: say "never" where a key is not to end.`,
      'BAD_LIFETIME',
    );
  return new Date(ends);
}

/** Milliseconds that an old secret goes on working, of a duration such as `24h`, or `0`. Throws a `UserError` (`BAD_LIFETIME`). */
export function readOverlap(text: string): number {
  const duration = readDuration(text);
  if (duration !== undefined && duration <= longestOverlap) return duration;
  throw new UserError(
    `"${printable(text)}" does not say how long the old secret goes on working: give a duration of 90 days at the most, such as 24h, 7d or 0.`,
    'BAD_LIFETIME',
  );
}
