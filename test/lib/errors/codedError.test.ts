import { expect, it } from '@jest/globals';
import { codedError } from '../../../src/lib/errors/codedError.js';

it('an error has its code, and what else it is given', () => {
  const error = codedError('BAD_USER_INPUT', 'No.', { path: ['a', 0], extensions: { limit: 3 } });
  expect(error.toJSON()).toEqual({
    message: 'No.',
    path: ['a', 0],
    extensions: { code: 'BAD_USER_INPUT', limit: 3 },
  });
});
