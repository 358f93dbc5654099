import { isDay } from '../../../lib/days.js';
import { BadValue } from '../BadValue.js';
import type { Reader } from './reader.js';

/** The days met lately: files have few, and to check one takes a microsecond. */
const days = new Map<string, boolean>();

/** Whether `YYYY-MM-DD` is a day of the calendar, from year 1 on. */
export function isCalendarDay(text: string): boolean {
  let known = days.get(text);
  if (known === undefined) {
    if (days.size >= 4096) days.clear();
    known = !text.startsWith('0000') && isDay(text);
    days.set(text, known);
  }
  return known;
}

export const readDay: Reader = (text) => {
  if (!isCalendarDay(text)) throw new BadValue('is not a day of the calendar (YYYY-MM-DD)', text);
  return text;
};
