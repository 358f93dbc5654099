import { checkCharacters } from '../lib/checks/checkValue.js';
import { UserError } from '../lib/errors/UserError.js';
import { foldText } from '../lib/text/foldText.js';
import { shortened } from '../lib/text/shortened.js';
import { trimmed } from '../lib/text/whiteSpace.js';
import { textLimits } from '../words/limits.js';
import { segmentIdForm } from '../words/segmentWords.js';

/** The id of a segment or a list. Throws a `UserError` that names it by its `path` where it is none. */
export function checkSegmentId(id: string, path: string): string {
  if (segmentIdForm.pattern.test(id)) return id;
  throw new UserError(`"${path}" is "${shortened(id)}", and an id is ${segmentIdForm.words}.`);
}

function checkText(given: string, path: string, most: number): string {
  checkCharacters(given, path);
  const text = trimmed(given);
  if (text === '') throw new UserError(`"${path}" is empty.`);
  if (text.length > most) throw new UserError(`"${path}" has ${text.length} characters, and ${most} are the most.`);
  return text;
}

/** The name of a segment or a list, trimmed. Throws a `UserError` where it is empty or too long. */
export const checkSegmentName = (name: string, path: string): string => checkText(name, path, textLimits.segmentName);

/** The description of a segment, trimmed; null for none. Throws a `UserError` where it is too long. */
export const checkDescription = (description: string | null | undefined, path: string): string | null =>
  description == null ? null : checkText(description, path, textLimits.segmentDescription);

/** The id that a name makes: its letters and digits, with `-` between words; '' where there is none. */
export const idOfName = (name: string): string =>
  foldText(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, '');
