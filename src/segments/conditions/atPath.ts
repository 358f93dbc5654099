import { UserError } from '../../lib/errors/UserError.js';

/** What is done for a place of a definition; a `UserError` that it throws names the place. */
export function atPath<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof UserError) || error.message.includes(`"${path}`)) throw error;
    throw new UserError(`"${path}": ${error.message}`, error.code, error.exitCode);
  }
}
