import { isDay } from '../lib/time/days.js';
import { UserError } from '../lib/errors/UserError.js';

/** Checks a day given on the command line. */
export function parseDay(text: string): string {
  if (isDay(text)) return text;
  throw new UserError(`"${text}" is not a day of the calendar, written YYYY-MM-DD.`);
}
