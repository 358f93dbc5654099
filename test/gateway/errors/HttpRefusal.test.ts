import { expect, it } from '@jest/globals';
import { HttpRefusal } from '../../../src/gateway/errors/HttpRefusal.js';

it('HttpRefusal is an error with a status, a code and a sentence', () => {
  const refusal = new HttpRefusal('BODY_TOO_LARGE', 'Too large.');
  expect(refusal).toBeInstanceOf(Error);
  expect(refusal).toMatchObject({
    name: 'HttpRefusal',
    statusCode: 413,
    code: 'BODY_TOO_LARGE',
    message: 'Too large.',
  });
  expect(String(refusal)).toBe('HttpRefusal: Too large.');
});
