import { BadValue } from '../values/BadValue.js';
import type { Reader } from './reader.js';

const mostYears = 150;

/**
 * Restricts a reader of days to births: those after `today` (`YYYY-MM-DD`), or more than 150 years before it, are bad
 * values.
 */
export function birth(read: Reader, today: string): Reader {
  const earliest = `${Number(today.slice(0, 4)) - mostYears}${today.slice(4)}`;
  return (text) => {
    const day = read(text);
    if (day > today) throw new BadValue('is a day of birth after the day of the import', text);
    if (day < earliest) throw new BadValue(`is a day of birth more than ${mostYears} years ago`, text);
    return day;
  };
}
