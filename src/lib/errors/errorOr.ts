import { UserError } from './UserError.js';

/** What is done, or the `UserError` that it throws: for lists of which each entry may fail by itself. */
export function errorOr<T>(act: () => T): T | UserError {
  try {
    return act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
