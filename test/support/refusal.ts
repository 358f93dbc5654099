import { expect } from '@jest/globals';

/** The `UserError` of a whole sentence and a code, as `toThrow` and `rejects.toThrow` take it. */
export const refusal = (message: string, code = 'BAD_USER_INPUT'): unknown =>
  expect.objectContaining({ name: 'UserError', message, code });
