import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../../src/lib/errors/UserError.js';

describe('UserError', () => {
  it('is an error with its sentence, a code and the exit code of a command', () => {
    const error = new UserError('"x" is not a day.');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'UserError',
      message: '"x" is not a day.',
      code: 'BAD_USER_INPUT',
      exitCode: 1,
    });
    expect(new UserError('No.', 'TOO_MANY_DAYS', 3)).toMatchObject({ code: 'TOO_MANY_DAYS', exitCode: 3 });
  });

  it('is printed with its name, and knows where it was thrown', () => {
    const error = new UserError('"x" is not a day.');
    expect(String(error)).toBe('UserError: "x" is not a day.');
    expect(error.stack).toContain('UserError.test');
  });
});
