import { isDay } from '../time/days.js';
import { shortened } from '../text/shortened.js';
import { UserError } from '../errors/UserError.js';

/** The day of a key in a representation. Throws a `UserError` with `BAD_REPRESENTATION` that names the field for any other text. */
export function checkDay(text: string, field: string): string {
  if (!isDay(text))
    throw new UserError(
      `"${field}" is "${shortened(text)}", which is not a day such as 2026-03-31.`,
      'BAD_REPRESENTATION',
    );
  return text;
}
