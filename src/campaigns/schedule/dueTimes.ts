import { addDays, countDays, dayIn } from '../../lib/time/days.js';
import { dueOn } from '../../lib/time/dueTimes.js';
import type { RecurringSchedule } from '../definition/scheduleForm.js';

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** The day so many months later, at the end of a month that is too short. */
function addMonths(day: string, count: number): string {
  const month = monthOf(day) + count;
  const first = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  return `${first.toISOString().slice(0, 8)}${String(Math.min(Number(day.slice(8)), last)).padStart(2, '0')}`;
}

/** For each way of repeating: the n-th day from a first one, and how many of them have passed by another day. */
const steps: Readonly<
  Record<
    RecurringSchedule['repeat'],
    { readonly nth: (from: string, n: number) => string; readonly passed: (from: string, day: string) => number }
  >
> = {
  DAILY: { nth: addDays, passed: (from, day) => countDays(from, day) - 1 },
  WEEKLY: { nth: (from, n) => addDays(from, n * 7), passed: (from, day) => Math.floor((countDays(from, day) - 1) / 7) },
  MONTHLY: { nth: addMonths, passed: (from, day) => monthOf(day) - monthOf(from) },
};

/** The due times around an instant, in order: those that a search for the next and the newest one needs. */
function dueAround({ repeat, from, time, until }: RecurringSchedule, timeZone: string, instant: Date): Date[] {
  const { nth, passed } = steps[repeat];
  const near = passed(from, dayIn(timeZone, instant));
  // A day that the calendar of the zone leaves out has none, hence three to each side.
  return [-3, -2, -1, 0, 1, 2, 3]
    .map((step) => near + step)
    .filter((n) => n >= 0)
    .map((n) => nth(from, n))
    .filter((day) => until === undefined || day <= until)
    .flatMap((day) => dueOn(day, time, timeZone) ?? []);
}

/** The first instant after another one at which a schedule is due; null where it has ended, or before it begins that of its first day. */
export const dueAfter = (schedule: RecurringSchedule, timeZone: string, instant: Date): Date | null => {
  const start = new Date(`${addDays(schedule.from, -2)}T00:00:00Z`);
  const after = instant < start ? start : instant;
  return dueAround(schedule, timeZone, after).find((due) => due > instant) ?? null;
};

/**
 * The newest instant up to `now` at which a schedule was due: of several that were missed, the others are not made up for, so that
 * nobody is sent one message three times. `due` where nothing has come due since.
 */
export const newestDue = (schedule: RecurringSchedule, timeZone: string, due: Date, now: Date): Date => {
  const newest = dueAround(schedule, timeZone, now).findLast((one) => one <= now) ?? due;
  return newest > due ? newest : due;
};
