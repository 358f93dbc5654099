import { isDay } from '../lib/time/days.js';
import { shortened } from '../lib/text/shortened.js';
import { UserError } from '../lib/errors/UserError.js';

/** A day of the calendar: `YYYY-MM-DD`, or an instant, whose UTC day it is. */
export type Day = string | Date;

/** The day as `YYYY-MM-DD`. Throws a `UserError` for what is none. */
export function toDay(day: unknown): string {
  const isInstant = day instanceof Date;
  const isKnown = !isInstant || !Number.isNaN(day.getTime());
  const text = isInstant && isKnown ? day.toISOString().slice(0, 10) : String(day);
  if (isDay(text)) return text;
  throw new UserError(`"${shortened(text)}" is no day: write it YYYY-MM-DD, or give a valid Date.`);
}
