import { expect, it } from '@jest/globals';
import { errorOr } from '../../../src/lib/errors/errorOr.js';
import { UserError } from '../../../src/lib/errors/UserError.js';

it('gives what is done, or the refusal; any other error is thrown on', () => {
  const refusal = new UserError('No.');
  expect(errorOr(() => 1)).toBe(1);
  expect(
    errorOr(() => {
      throw refusal;
    }),
  ).toBe(refusal);
  expect(() =>
    errorOr(() => {
      throw new TypeError('broken');
    }),
  ).toThrow(new TypeError('broken'));
});
