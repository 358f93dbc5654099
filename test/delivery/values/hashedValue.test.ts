import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../../../src/db/runStatement.js';
import { hashedValue, type HashedAs } from '../../../src/delivery/values/hashedValue.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});

afterAll(() => database.drop());

async function hashed(text: string | null, as: HashedAs, callingCode?: string): Promise<string | null> {
  const value = hashedValue(sql`t.value`, as, callingCode);
  const [row] = await run<{ hash: string | null }>(
    database.client,
    sql`select ${value} as hash from (select ${text}::text as value) t`,
  );
  return row?.hash ?? null;
}

const sha = (text: string | null): string | null =>
  text === null ? null : createHash('sha256').update(text).digest('hex');

describe('hashedValue', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    ['  Ada@Example.COM\n', 'ada@example.com'],
    ['İ@example.com', 'İ@example.com'],
    ['no address', null],
    ['@example.com', null],
    ['', null],
    [null, null],
  ])('of the e-mail address %j is that of %j', async (given, normalised) =>
    expect(await hashed(given, 'EMAIL')).toBe(sha(normalised)),
  );

  it('is that which is published for an example', async () =>
    // printf test@example.com | sha256sum
    expect(await hashed('TEST@example.com ', 'EMAIL')).toBe(
      '973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b',
    ));

  it.each([
    ['+49 (0)171 123-45 67', undefined, '491711234567'],
    ['+1 (555) 123.4567', '49', '15551234567'],
    ['0049 171 1234567', undefined, '491711234567'],
    ['00 49 (0) 171 1234567', undefined, '491711234567'],
    ['0171/1234567', '49', '491711234567'],
    ['171 1234567', '49', '491711234567'],
    ['0171/1234567', undefined, null],
    ['+49 171 1234567 ext. 5', '49', null],
    ['+123456', undefined, null],
    ['+1234567', undefined, '1234567'],
    ['+1234567890123456', undefined, null],
    ['+0171234567', undefined, null],
    ['', '49', null],
    ['unknown', '49', null],
    [null, '49', null],
  ])('of the number %j with the calling code %j is that of %j', async (given, code, digits) =>
    expect(await hashed(given, 'PHONE', code)).toBe(sha(digits)),
  );
});
