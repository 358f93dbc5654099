import { textLimits } from '../../words/limits.js';
import { UserError } from '../errors/UserError.js';

const { comparedText: longestText, comparedNumber: longestNumber } = textLimits;

// With the flag "u" a surrogate is one that has no partner.
const unfit = /\0|\p{Surrogate}/u;

/** Whether a text of the database can hold these characters: neither a NUL nor half a character. */
export const isStorable = (text: string): boolean => !unfit.test(text);

/** Refuses texts that PostgreSQL cannot hold. Throws a `UserError`. */
export function checkCharacters(value: string, path: string): void {
  if (!isStorable(value))
    throw new UserError(`"${path}" holds a NUL or half a character, which no text in the database can hold.`);
}

/** Refuses texts that PostgreSQL cannot hold, and with the code `SEARCH_TOO_LARGE` those that are longer than any that is looked for. */
export function checkValue(value: unknown, path: string): void {
  if (typeof value !== 'string') return;
  if (value.length > longestText)
    throw new UserError(
      `"${path}" is a text of ${value.length} characters, and ${longestText} are the most.`,
      'SEARCH_TOO_LARGE',
    );
  checkCharacters(value, path);
}

/** Refuses a number that no column can hold, before the database does. Throws a `UserError`. */
export function checkNumber(value: unknown, path: string): void {
  if (typeof value === 'string' && value.length > longestNumber)
    throw new UserError(`"${path}" is a number of ${value.length} characters, and ${longestNumber} are the most.`);
}
