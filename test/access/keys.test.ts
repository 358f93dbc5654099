import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createAuthenticator } from '../../src/access/authenticator.js';
import { countKeys, createKey, listKeys, revokeKey } from '../../src/access/keys.js';
import type { Sql } from '../../src/db/client.js';
import { createDoor } from '../../src/db/door.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const now = new Date('2026-11-23T10:00:00.000Z');
const later = new Date('2026-11-24T10:00:00.000Z');
let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());
beforeEach(() => sql`truncate facet.api_clients`);

test('a key is told once; the database holds its hash only', async () => {
  const secret = await createKey(sql, ' Power BI ', now, (size) => Buffer.alloc(size, 0xff));
  expect(secret).toBe(`facet_${'_'.repeat(42)}8`);
  const rows = await sql`select name, key_hash, created_at, revoked_at from facet.api_clients`;
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
  const [one, two] = [await createKey(sql, 'one', now), await createKey(sql, 'two', now)];
  expect(one).toMatch(/^facet_[\w-]{43}$/);
  expect(one).not.toBe(two);
});

test('a name must be new, not empty, at most 100 characters', async () => {
  await createKey(sql, 'partner', now);
  await expect(createKey(sql, 'partner', now)).rejects.toMatchObject({
    name: 'UserError',
    code: 'KEY_EXISTS',
    message: 'There is a key named "partner" already, valid or revoked.',
  });
  await expect(createKey(sql, '  ', now)).rejects.toThrow('A key needs a name');
  await expect(createKey(sql, 'x'.repeat(101), now)).rejects.toThrow('at most 100 characters; this one has 101');
  await createKey(sql, 'x'.repeat(100), now);
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
  await expect(createKey(sql, name, now)).rejects.toMatchObject({
    code: 'BAD_KEY_NAME',
    message: expect.stringContaining(`has ${code}.`),
  });
  expect(await listKeys(sql)).toHaveLength(0);
});

test('a name may be of any letters', async () => {
  await createKey(sql, 'Größe 数据 «é» 1/2', now);
  expect((await listKeys(sql)).map(({ name }) => name)).toEqual(['Größe 数据 «é» 1/2']);
});

test('keys are listed by name, counted while valid, revoked once', async () => {
  await createKey(sql, 'b', now);
  await createKey(sql, 'a', now);
  expect(await countKeys(sql)).toBe(2);
  await revokeKey(sql, 'b', later);
  expect(await countKeys(sql)).toBe(1);
  expect([...(await listKeys(sql))]).toEqual([
    { name: 'a', createdAt: '2026-11-23T10:00:00Z', revokedAt: null },
    { name: 'b', createdAt: '2026-11-23T10:00:00Z', revokedAt: '2026-11-24T10:00:00Z' },
  ]);
  await expect(revokeKey(sql, 'b', later)).rejects.toThrow('There is no valid key named "b".');
  await expect(revokeKey(sql, 'c', later)).rejects.toMatchObject({ name: 'UserError', code: 'KEY_NOT_FOUND' });
});

describe('the authenticator', () => {
  const refused = {
    name: 'UserError',
    code: 'UNAUTHENTICATED',
    message: 'This needs a valid API key, in the header "authorization: Bearer facet_…".',
  };

  test('knows a client by its key, the scheme in any case', async () => {
    const secret = await createKey(sql, 'partner', now);
    const { viewerOf: authenticate } = createAuthenticator(createDoor(sql), { keep: 10_000 });
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      expect(await authenticate(`${scheme} ${secret}`)).toEqual({ name: 'partner', kind: 'client' });
    }
  });

  test('refuses all else in the same words', async () => {
    const secret = await createKey(sql, 'partner', now);
    const revoked = await createKey(sql, 'gone', now);
    await revokeKey(sql, 'gone', later);
    const { viewerOf: authenticate } = createAuthenticator(createDoor(sql), { keep: 10_000 });
    const hash = createHash('sha256').update(secret).digest('hex');
    const unknown = `facet_${'a'.repeat(43)}`;
    const bad = [undefined, '', 'Bearer', secret, `Basic ${secret}`, `Bearer ${secret}x`, `Bearer ${hash}`];
    for (const authorization of [...bad, `Bearer ${revoked}`, `Bearer ${unknown}`, `Bearer ${secret} ${secret}`]) {
      await expect(authenticate(authorization)).rejects.toMatchObject(refused);
    }
  });

  test('asks the database once for a key, known or not, while the answer is kept, and then sees changes', async () => {
    const statements: string[] = [];
    let milliseconds = 1;
    const door = createDoor(sql, { onStatement: ({ text }) => statements.push(text) });
    const { viewerOf, forget } = createAuthenticator(door, { keep: 10_000, now: () => milliseconds });
    const secret = await createKey(sql, 'partner', now);
    const unknown = `Bearer facet_${'a'.repeat(43)}`;
    for (let time = 0; time < 3; time += 1) {
      expect((await viewerOf(`Bearer ${secret}`)).name).toBe('partner');
      await expect(viewerOf(unknown)).rejects.toMatchObject(refused);
    }
    expect(statements).toHaveLength(2);
    await revokeKey(sql, 'partner', later);
    milliseconds += 10_001;
    await expect(viewerOf(`Bearer ${secret}`)).rejects.toMatchObject(refused);
    await expect(viewerOf(unknown)).rejects.toMatchObject(refused);
    expect(statements).toHaveLength(4);
    await sql`update facet.api_clients set revoked_at = null`;
    forget();
    expect((await viewerOf(`Bearer ${secret}`)).name).toBe('partner');
  });

  test('keeps nothing that was read before it was told to forget', async () => {
    const secret = await createKey(sql, 'partner', now);
    const { viewerOf, forget } = createAuthenticator(createDoor(sql), { keep: 10_000 });
    const before = viewerOf(`Bearer ${secret}`);
    forget();
    expect((await before).name).toBe('partner');
    await revokeKey(sql, 'partner', later);
    await expect(viewerOf(`Bearer ${secret}`)).rejects.toMatchObject(refused);
  });
});
