import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createKey, revokeKey, rotateKey } from '../../../src/access/keys/keys.js';
import { hashKey } from '../../../src/access/keys/keySecret.js';
import { countValidKeys, listKeys } from '../../../src/access/keys/listKeys.js';
import type { Sql } from '../../../src/db/client.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

const now = new Date('2026-11-23T10:00:00.000Z');
const later = new Date('2026-11-24T10:00:00.000Z');
const known = { now, roles: new Map([['full', {}]]) };
const [hour, day] = [3_600_000, 86_400_000];
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
  const rows = await client`select name, key_hash, key_prefix, role, created_at, revoked_at from facet.api_clients`;
  expect([...rows]).toEqual([
    {
      name: 'Power BI',
      key_hash: createHash('sha256').update(secret).digest('hex'),
      key_prefix: 'facet_____',
      role: 'full',
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
  expect(await listKeys(client, known)).toHaveLength(0);
});

test('a name may be of any letters', async () => {
  await createKey(client, 'Größe 数据 «é» 1/2', now);
  expect((await listKeys(client, known)).map(({ name }) => name)).toEqual(['Größe 数据 «é» 1/2']);
});

test('keys are listed by name, counted while valid, revoked once', async () => {
  await createKey(client, 'b', now);
  await createKey(client, 'a', now);
  expect(await countValidKeys(client, known)).toBe(2);
  await revokeKey(client, 'b', later);
  expect(await countValidKeys(client, known)).toBe(1);
  const plain = { role: 'full', apps: null, brands: null, mayWrite: false, expiresAt: null, oldSecretEndsAt: null };
  const one = { ...plain, createdAt: '2026-11-23T10:00:00Z', lastUsedAt: null };
  const prefix = expect.stringMatching(/^facet_[\w-]{4}$/) as unknown as string;
  expect(await listKeys(client, known)).toEqual([
    { ...one, name: 'a', prefix, revokedAt: null, state: 'valid' },
    { ...one, name: 'b', prefix, revokedAt: '2026-11-24T10:00:00Z', state: 'revoked' },
  ]);
  await expect(revokeKey(client, 'b', later)).rejects.toThrow('There is no valid key named "b".');
  await expect(revokeKey(client, 'c', later)).rejects.toMatchObject({ name: 'UserError', code: 'KEY_NOT_FOUND' });
});

test('a key that has ended, or whose role is none any more, does not count', async () => {
  await createKey(client, 'ends', now, { expiresAt: new Date(now.getTime() + 1) });
  await createKey(client, 'stray', now, { role: 'dropped', apps: ['shop'], brands: ['Acme', 'Émile "x"'] });
  expect(await countValidKeys(client, known)).toBe(1);
  expect(await countValidKeys(client, { ...known, now: new Date(now.getTime() + 1) })).toBe(0);
  expect(await listKeys(client, { ...known, now: later })).toMatchObject([
    { name: 'ends', state: 'expired' },
    { name: 'stray', state: 'unknown role', role: 'dropped', apps: ['shop'], brands: ['Acme', 'Émile "x"'] },
  ]);
});

/** What is stored of the secrets of the only key. */
async function stored(): Promise<Record<string, unknown>> {
  const [row = {}] = await client`
    select key_hash, old_key_hash, old_key_ends_at, expires_at, key_prefix from facet.api_clients`;
  return row;
}

test('a rotation makes the secret in force the old one, and ends the one before', async () => {
  const first = await createKey(client, 'partner', now);
  const second = await rotateKey(client, ' partner ', now, { overlap: day });
  expect(second).toMatch(/^facet_[\w-]{43}$/);
  expect(await stored()).toEqual({
    key_hash: hashKey(second),
    old_key_hash: hashKey(first),
    old_key_ends_at: '2026-11-24T10:00:00Z',
    expires_at: null,
    key_prefix: second.slice(0, 10),
  });
  const third = await rotateKey(client, 'partner', now, { overlap: hour });
  expect(await stored()).toMatchObject({
    key_hash: hashKey(third),
    old_key_hash: hashKey(second),
    old_key_ends_at: '2026-11-23T11:00:00Z',
  });
});

test('a rotation keeps the end of a key unless it is told another, and revives no old secret', async () => {
  await createKey(client, 'partner', now, { expiresAt: new Date(now.getTime() + hour) });
  await rotateKey(client, 'partner', now, { overlap: day });
  // The old one ends no later than the key would have.
  expect(await stored()).toMatchObject({ old_key_ends_at: '2026-11-23T11:00:00Z', expires_at: '2026-11-23T11:00:00Z' });
  await expect(rotateKey(client, 'partner', later, { overlap: day })).rejects.toMatchObject({
    code: 'KEY_EXPIRED',
    message: 'The key "partner" has expired on 2026-11-23T11:00:00Z: say with "--expires" when it ends from now on.',
  });
  await rotateKey(client, 'partner', later, { overlap: day, expiresAt: null });
  expect(await stored()).toMatchObject({ old_key_ends_at: '2026-11-23T11:00:00Z', expires_at: null });
});

test('what is revoked, or is no key, is not rotated', async () => {
  await createKey(client, 'gone', now);
  await revokeKey(client, 'gone', now);
  for (const name of ['gone', 'never'])
    await expect(rotateKey(client, name, now, { overlap: 0, expiresAt: null })).rejects.toMatchObject({
      code: 'KEY_NOT_FOUND',
      message: `There is no valid key named "${name}".`,
    });
});

test('a key is kept as its SHA-256', () => {
  // The vectors of FIPS 180-2, and that of nothing.
  expect(hashKey('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hashKey('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(hashKey('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  );
});
