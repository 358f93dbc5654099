import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { countValidKeys, createKey, hashKey, listKeys, revokeKey } from '../../src/access/keys.js';
import type { Sql } from '../../src/db/client.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const now = new Date('2026-11-23T10:00:00.000Z');
const later = new Date('2026-11-24T10:00:00.000Z');
let database: TestDatabase;
let client: Sql;

beforeAll(async () => {
  database = await cloneDatabase();
  client = database.client;
});
afterAll(() => database.drop());
beforeEach(() => client`truncate facet.api_clients`);

test('a key is told once; the database holds its hash only', async () => {
  const secret = await createKey(client, ' Power BI ', now, { random: (size) => Buffer.alloc(size, 0xff) });
  expect(secret).toBe(`facet_${'_'.repeat(42)}8`);
  const rows = await client`select name, key_hash, created_at, revoked_at from facet.api_clients`;
  expect([...rows]).toEqual([
    {
      name: 'Power BI',
      key_hash: createHash('sha256').update(secret).digest('hex'),
      created_at: '2026-11-23T10:00:00Z',
      revoked_at: null,
    },
  ]);
});

test('two keys differ', async () => {
  const [one, two] = [await createKey(client, 'one', now), await createKey(client, 'two', now)];
  expect(one).toMatch(/^facet_[\w-]{43}$/);
  expect(one).not.toBe(two);
});

test('a name must be new, not empty, at most 100 characters', async () => {
  await createKey(client, 'partner', now);
  await expect(createKey(client, 'partner', now)).rejects.toMatchObject({
    name: 'UserError',
    code: 'KEY_EXISTS',
    message: 'There is a key named "partner" already, valid or revoked.',
  });
  await expect(createKey(client, '  ', now)).rejects.toThrow('A key needs a name');
  await expect(createKey(client, 'x'.repeat(101), now)).rejects.toThrow('at most 100 characters; this one has 101');
  await createKey(client, 'x'.repeat(100), now);
});

test.each([
  ['a line break', 'partner\nadmin\tcreated 2026-01-01', 'U+000A'],
  ['an escape', 'a\u001B[2Kb', 'U+001B'],
  ['a carriage return', 'a\rb', 'U+000D'],
  ['a NUL', 'a\0b', 'U+0000'],
  ['a line separator', 'a\u2028b', 'U+2028'],
  ['a turn of direction', 'a\u202Eb', 'U+202E'],
  ['a joiner of no width', 'admin\u200D', 'U+200D'],
  ['a blank like the plain one', 'a\u00A0b', 'U+00A0'],
  ['a letter that shows nothing', 'admin\u3164', 'U+3164'],
  ['half a character', 'a\uD800b', 'U+D800'],
])('a name with %s is refused', async (_, name, code) => {
  await expect(createKey(client, name, now)).rejects.toMatchObject({
    code: 'BAD_KEY_NAME',
    message: expect.stringContaining(`has ${code}.`),
  });
  expect(await listKeys(client)).toHaveLength(0);
});

test('a name may be of any letters', async () => {
  await createKey(client, 'Größe 数据 «é» 1/2', now);
  expect((await listKeys(client)).map(({ name }) => name)).toEqual(['Größe 数据 «é» 1/2']);
});

test('keys are listed by name, counted while valid, revoked once', async () => {
  await createKey(client, 'b', now);
  await createKey(client, 'a', now);
  expect(await countValidKeys(client)).toBe(2);
  await revokeKey(client, 'b', later);
  expect(await countValidKeys(client)).toBe(1);
  expect([...(await listKeys(client))]).toEqual([
    { name: 'a', createdAt: '2026-11-23T10:00:00Z', revokedAt: null, mayWrite: false },
    { name: 'b', createdAt: '2026-11-23T10:00:00Z', revokedAt: '2026-11-24T10:00:00Z', mayWrite: false },
  ]);
  await expect(revokeKey(client, 'b', later)).rejects.toThrow('There is no valid key named "b".');
  await expect(revokeKey(client, 'c', later)).rejects.toMatchObject({ name: 'UserError', code: 'KEY_NOT_FOUND' });
});

test('a key is kept as its SHA-256', () => {
  // The vectors of FIPS 180-2, and that of nothing.
  expect(hashKey('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hashKey('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(hashKey('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  );
});
