import { expect, it } from '@jest/globals';
import { loggedError } from '../../../src/lib/errors/loggedError.js';

/** As postgres.js makes one. */
const failed = (code: string, message: string): Error =>
  Object.assign(new Error(message), {
    name: 'PostgresError',
    code,
    detail: 'Key (email)=(a@example.org)',
    where: 'a@example.org',
  });

it('leaves out what PostgreSQL says of rows, and values in sentences about values', () => {
  const told = loggedError(failed('22P02', 'invalid input syntax for type numeric: "a@example.org"'));
  expect(JSON.stringify(told)).not.toContain('example.org');
  expect(told).toMatchObject({ name: 'PostgresError', code: '22P02', message: 'PostgreSQL refused a value' });
});

it('keeps the sentence of any other failure, and where it was thrown', () => {
  const told = loggedError(failed('42P01', 'relation "x" does not exist'));
  expect(told).toMatchObject({ message: 'relation "x" does not exist', code: '42P01' });
  expect((told as { stack: string }).stack).toMatch(/relation "x" does not exist[^]*loggedError\.test/);
  expect(JSON.stringify(told)).not.toContain('example.org');
});

it('tells of what is no error no more than its type', () => {
  expect(loggedError('a@example.org')).toMatchObject({ type: 'string' });
});
