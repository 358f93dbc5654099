import { UserError } from '../errors/UserError.js';

/**
 * Refuses a list that has more entries than it may have. Throws a `UserError` (`TOO_MANY_ENTRIES`) that names the list by its
 * `path`; `hint` reads on from the sentence.
 */
export function checkLength(entries: readonly unknown[], path: string, most: number, hint = ''): void {
  if (entries.length > most)
    throw new UserError(
      `"${path}" has ${entries.length} entries, and ${most} are the most${hint}.`,
      'TOO_MANY_ENTRIES',
    );
}
