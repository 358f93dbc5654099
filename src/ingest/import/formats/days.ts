import { isDay } from '../../../lib/time/days.js';
import { BadValue } from '../values/BadValue.js';
import type { Reader } from './reader.js';

/** The last days that were checked: files have few different ones, and a check takes a microsecond. */
const days = new Map<string, boolean>();

/** Whether `YYYY-MM-DD` is a day of the calendar, from year 1 on. */
export function isCalendarDay(text: string): boolean {
  let known = days.get(text);
  if (known === undefined) {
    if (days.size >= 4096) days.clear();
    known = isDay(text);
    days.set(text, known);
  }
  return known;
}

/** Reads a day, `YYYY-MM-DD`. */
export const readDay: Reader = (text) => {
  if (!isCalendarDay(text)) throw new BadValue('is not a day of the calendar (YYYY-MM-DD)', text);
  return text;
};
