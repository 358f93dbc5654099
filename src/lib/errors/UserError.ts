import type { ErrorCode } from '../../words/errorCodes.js';

/**
 * A failure that the user can mend. Its message is a full sentence that names the bad input; commands print it without a
 * stack and exit with `exitCode`, GraphQL shows it with `code`. What each code means is told in docs/errors.md.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    readonly code: ErrorCode = 'BAD_USER_INPUT',
    readonly exitCode: number = 1,
  ) {
    super(message);
  }
}
