/** Gives the whole year (four digits) of a year's last two digits; `monthDay` is the rest of the day, as `-MM-DD`. */
export type Century = (twoDigits: string, monthDay: string) => string;

/** The hundred years from one on. */
export const yearsFrom =
  (first: number): Century =>
  (twoDigits) =>
    String(first + ((((Number(twoDigits) - first) % 100) + 100) % 100)).padStart(4, '0');

/** The newest year in which the day is none after `last` (`YYYY-MM-DD`). */
export const notAfter =
  (last: string): Century =>
  (twoDigits, monthDay) => {
    const hundreds = Number(last.slice(0, 2));
    const year = `${hundreds}${twoDigits}`;
    return `${year}${monthDay}` <= last ? year : `${hundreds - 1}${twoDigits}`;
  };

/** How many of the hundred years are in the future. */
const yearsAhead = 20;

/** The hundred years that end twenty years after a day: with 2026 they are those from 1947 to 2046. */
export const around = (day: string): Century => yearsFrom(Number(day.slice(0, 4)) + yearsAhead - 99);
