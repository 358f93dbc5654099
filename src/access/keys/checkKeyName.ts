import { printable } from '../../lib/text/printable.js';
import { UserError } from '../../lib/errors/UserError.js';
import { textLimits } from '../../words/limits.js';

/** Controls, blanks other than the plain one, and what shows nothing: two names would look alike, or one like two lines of a list. */
const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Z}/u;

/** Whether a text has a character that cannot be seen. */
export const hasInvisible = (text: string): boolean => invisible.test(text);

/** The name of a key without the blanks around it. Throws a `UserError` for one that is empty, too long, or cannot be seen as it is. */
export function checkKeyName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new UserError('A key needs a name, so that it can be told from others and revoked.');
  if (trimmed.length > textLimits.apiKeyName)
    throw new UserError(
      `A key's name has at most ${textLimits.apiKeyName} characters; this one has ${trimmed.length}.`,
    );
  const hidden = invisible.exec(trimmed)?.[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  if (hidden !== undefined)
    throw new UserError(
      `A key's name has no characters that cannot be seen; "${printable(trimmed)}" has U+${hidden}.`,
      'BAD_KEY_NAME',
    );
  return trimmed;
}
