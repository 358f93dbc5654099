import { dayIn } from './days.js';

/**
 * The first day (`YYYY-MM-DD`) of the last full month at an instant: of the month before that of the day that it is then in
 * an IANA time zone.
 */
export function lastFullMonth(now: Date, timeZone: string): string {
  const [year = 0, month = 0] = dayIn(timeZone, now).split('-').map(Number);
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 10);
}
