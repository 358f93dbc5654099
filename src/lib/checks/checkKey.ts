import { textLimits } from '../../words/limits.js';
import { checkCharacters } from './checkValue.js';
import { UserError } from '../errors/UserError.js';
import { trimmed } from '../text/whiteSpace.js';

/** Whether a text has more bytes than a key that is kept. No character has more than three for each unit of its length. */
export const isTooLongForKey = (text: string): boolean =>
  text.length * 3 > textLimits.keyBytes && Buffer.byteLength(text) > textLimits.keyBytes;

/**
 * The key of a customer, an entity or a campaign, or a part of one, as the import keeps it: without white space at its ends; ''
 * where nothing else is given, which is nobody's key. Throws a `UserError` that names the key by its `path` where no text
 * can be it, with the code `SEARCH_TOO_LARGE` where it is longer than any.
 */
export function checkKey(given: string, path: string): string {
  checkCharacters(given, path);
  const key = trimmed(given);
  if (!isTooLongForKey(key)) return key;
  throw new UserError(
    `"${path}" is a key of ${Buffer.byteLength(key)} bytes, and ${textLimits.keyBytes} are the most.`,
    'SEARCH_TOO_LARGE',
  );
}
