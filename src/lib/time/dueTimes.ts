import { addDays, dayIn } from './days.js';
import { instantOf } from './wallClock.js';

/** The instant at which a day's run is due; undefined for a day that the calendar of the zone leaves out. */
export function dueOn(day: string, at: string, timeZone: string): Date | undefined {
  const due = new Date(instantOf(timeZone, Date.parse(`${day}T${at}:00Z`)));
  const before = new Date(due.getTime() - 1000);
  return dayIn(timeZone, due) === day || dayIn(timeZone, before) === day ? due : undefined;
}

/** The due times of the days around an instant, in order. */
function dueAround(now: Date, at: string, timeZone: string): Date[] {
  const today = dayIn(timeZone, now);
  return [-2, -1, 0, 1, 2].flatMap((count) => dueOn(addDays(today, count), at, timeZone) ?? []);
}

/**
 * The first instant after `now` at which the clocks of an IANA zone show `at` (`HH:MM`) for the first time on their day. A
 * time that a change of the zone skips is due at the change; each day of the zone's calendar has one due time.
 */
export const nextDue = (now: Date, at: string, timeZone: string): Date =>
  dueAround(now, at, timeZone).find((due) => due > now) as Date;

/** The newest such instant that is not after `now`. */
export const lastDue = (now: Date, at: string, timeZone: string): Date =>
  dueAround(now, at, timeZone).findLast((due) => due <= now) as Date;
