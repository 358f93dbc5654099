import { expect, it } from '@jest/globals';
import { auditKeys } from '../../../src/config/access/auditKeys.js';

it('keeps what is personal for 400 days by default', () => {
  expect(auditKeys.parse(undefined)).toEqual({ log: 'personal', keepDays: 400 });
});

it.each([
  [{ log: 'some' }, 'is neither "personal" nor "all"'],
  [{ keepDays: 0 }, ''],
  [{ keepDays: 1.5 }, ''],
  [{ keep: 3 }, ''],
])('refuses %j', (given, sentence) => {
  const { error } = auditKeys.safeParse(given);
  expect(error?.issues[0]?.message).toContain(sentence);
});
