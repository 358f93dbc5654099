import { BadValue } from '../BadValue.js';
import type { Reader } from './reader.js';

const mostYears = 150;

/** A reader of births: nobody whom an import of `today` (`YYYY-MM-DD`) tells of is born after it, or 150 years before. */
export function birth(read: Reader, today: string): Reader {
  const earliest = `${Number(today.slice(0, 4)) - mostYears}${today.slice(4)}`;
  return (text) => {
    const day = read(text);
    if (day > today) throw new BadValue('is a day of birth after the day of the import', text);
    if (day < earliest) throw new BadValue(`is a day of birth more than ${mostYears} years ago`, text);
    return day;
  };
}
