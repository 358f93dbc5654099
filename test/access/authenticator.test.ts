import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createAuthenticator, type AuthenticatorOptions } from '../../src/access/authenticator.js';
import { createKey, revokeKey, rotateKey } from '../../src/access/keys/keys.js';
import type { Viewer } from '../../src/access/viewer.js';
import { resolveRoles, rolesKeys } from '../../src/config/access/roleKeys.js';
import type { Sql } from '../../src/db/client.js';
import { createDoor } from '../../src/db/door.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../gateway/testServer.js';

const now = new Date('2026-11-23T10:00:00.000Z');
const later = new Date('2026-11-24T10:00:00.000Z');
const hour = 3_600_000;
const roles = resolveRoles(
  rolesKeys.parse({ partner: { apps: ['shop', 'web'], brands: ['Acme'] }, all: { apps: 'all' } }),
);
let database: TestDatabase;
let client: Sql;

beforeAll(async () => {
  database = await cloneDatabase();
  client = database.client;
});
afterAll(() => database.drop());
beforeEach(() => client`truncate facet.api_clients`);

/** An authenticator whose clocks stand still until they are put forward, and what it has told the log. */
function open(given: Partial<AuthenticatorOptions> = {}) {
  const time = { ms: 1, now: now.getTime() };
  const lines: object[] = [];
  const statements: string[] = [];
  const log = { debug: () => {}, warn: (facts: object) => void lines.push(facts) };
  const door = createDoor(client, { onStatement: ({ text }) => statements.push(text) });
  const authenticator = createAuthenticator(door, {
    roles,
    isFollowed: () => true,
    log,
    now: () => time.ms,
    clock: () => time.now,
    ...given,
  });
  const viewerOf = (secret: string): Promise<Viewer> => authenticator.viewerOf(`Bearer ${secret}`);
  return { ...authenticator, authenticate: authenticator.viewerOf, viewerOf, time, lines, statements };
}

const refused = {
  name: 'UserError',
  code: 'UNAUTHENTICATED',
  message: 'This needs a valid API key, in the header "authorization: Bearer facet_…".',
};

describe('the authenticator', () => {
  test('knows a client by its key, the scheme in any case', async () => {
    const secret = await createKey(client, 'partner', now);
    const { authenticate } = open();
    for (const scheme of ['Bearer', 'bearer', 'BEARER'])
      expect(await authenticate(`${scheme} ${secret}`)).toEqual({
        name: 'partner',
        kind: 'client',
        role: roles.get('full'),
        apps: null,
        brands: null,
      });
  });

  test('knows whether a key may write', async () => {
    const secret = await createKey(client, 'steward', now, { mayWrite: true });
    expect(await open().viewerOf(secret)).toMatchObject({ name: 'steward', kind: 'client', mayWrite: true });
  });

  test.each<[string, string, string[] | null, string[] | null, string[] | null, string[] | null]>([
    ['all of its role', 'partner', null, null, ['shop', 'web'], ['Acme']],
    ['a part of its role', 'partner', ['web'], null, ['web'], ['Acme']],
    ['nothing where the role has it no longer', 'partner', ['gone'], ['Other'], [], []],
    ['what it names of a role that sees all', 'all', ['web'], ['Acme'], ['web'], ['Acme']],
    ['nothing where it names nothing', 'all', [], null, [], null],
  ])('gives a key %s', async (_, role, apps, brands, seenApps, seenBrands) => {
    const secret = await createKey(client, 'one', now, { role, apps, brands });
    const viewer = await open().viewerOf(secret);
    expect([viewer.role.name, viewer.apps, viewer.brands]).toEqual([role, seenApps, seenBrands]);
  });

  test('refuses all else in the same words', async () => {
    const secret = await createKey(client, 'partner', now);
    const revoked = await createKey(client, 'gone', now);
    await revokeKey(client, 'gone', later);
    const expired = await createKey(client, 'old', now, { expiresAt: now });
    const unknownRole = await createKey(client, 'stray', now, { role: 'dropped' });
    const { authenticate } = open();
    const hash = createHash('sha256').update(secret).digest('hex');
    const unknown = `facet_${'a'.repeat(43)}`;
    const bad = [undefined, '', 'Bearer', secret, `Basic ${secret}`, `Bearer ${secret}x`, `Bearer ${hash}`];
    const none = [revoked, expired, unknownRole, unknown, `${secret} ${secret}`, 'a.b.c', secret.toUpperCase()];
    for (const authorization of [...bad, ...none.map((one) => `Bearer ${one}`)])
      await expect(authenticate(authorization)).rejects.toMatchObject(refused);
  });

  test('asks the database once for a key, known or not, while the answer is kept, and then sees changes', async () => {
    const { viewerOf, invalidate, time, statements } = open();
    const secret = await createKey(client, 'partner', now);
    const unknown = `facet_${'a'.repeat(43)}`;
    const looks = (): number => statements.filter((text) => text.includes('select')).length;
    for (let time = 0; time < 3; time += 1) {
      expect((await viewerOf(secret)).name).toBe('partner');
      await expect(viewerOf(unknown)).rejects.toMatchObject(refused);
    }
    expect(looks()).toBe(2);
    await revokeKey(client, 'partner', later);
    time.ms += 10_001;
    await expect(viewerOf(secret)).rejects.toMatchObject(refused);
    await expect(viewerOf(unknown)).rejects.toMatchObject(refused);
    expect(looks()).toBe(4);
    await client`update facet.api_clients set revoked_at = null`;
    invalidate();
    expect((await viewerOf(secret)).name).toBe('partner');
  });

  test('keeps an answer for half a second where no notice comes', async () => {
    let isFollowed = false;
    const { viewerOf, time } = open({ isFollowed: () => isFollowed });
    const secret = await createKey(client, 'partner', now);
    await viewerOf(secret);
    await revokeKey(client, 'partner', later);
    time.ms += 499;
    expect((await viewerOf(secret)).name).toBe('partner');
    isFollowed = true;
    time.ms += 500;
    expect((await viewerOf(secret)).name).toBe('partner');
    isFollowed = false;
    await expect(viewerOf(secret)).rejects.toMatchObject(refused);
  });

  test('looks up by one statement what is asked for at the same time, and each secret once', async () => {
    const { viewerOf, statements } = open();
    const secrets = [await createKey(client, 'one', now), await createKey(client, 'two', now)];
    const viewers = await Promise.all([...secrets, ...secrets, ...secrets].map((secret) => viewerOf(secret)));
    expect(viewers.map(({ name }) => name)).toEqual(['one', 'two', 'one', 'two', 'one', 'two']);
    expect(statements).toHaveLength(1);
  });

  test('keeps nothing that was read before it was told to forget', async () => {
    const secret = await createKey(client, 'partner', now);
    const { viewerOf, invalidate } = open();
    const before = viewerOf(secret);
    invalidate();
    expect((await before).name).toBe('partner');
    await revokeKey(client, 'partner', later);
    await expect(viewerOf(secret)).rejects.toMatchObject(refused);
  });

  test('sees that a key ends while its answer is kept', async () => {
    const secret = await createKey(client, 'short', now, { expiresAt: new Date(now.getTime() + 5000) });
    const { viewerOf, time, statements } = open();
    expect((await viewerOf(secret)).expiresAt).toBe(now.getTime() + 5000);
    time.now += 4999;
    expect((await viewerOf(secret)).name).toBe('short');
    time.now += 1;
    await expect(viewerOf(secret)).rejects.toMatchObject(refused);
    expect(statements).toHaveLength(1);
  });

  test('takes both secrets of a key while it is rotated, and then the new one', async () => {
    const old = await createKey(client, 'partner', now, { role: 'partner', apps: ['web'] });
    const next = await rotateKey(client, 'partner', now, { overlap: hour });
    const { viewerOf, time } = open();
    for (const secret of [old, next])
      expect(await viewerOf(secret)).toMatchObject({ name: 'partner', role: { name: 'partner' }, apps: ['web'] });
    time.now += hour - 1;
    expect((await viewerOf(old)).name).toBe('partner');
    time.now += 1;
    await expect(viewerOf(old)).rejects.toMatchObject(refused);
    expect((await viewerOf(next)).name).toBe('partner');
    await revokeKey(client, 'partner', now);
    const { viewerOf: afterwards } = open();
    for (const secret of [old, next]) await expect(afterwards(secret)).rejects.toMatchObject(refused);
  });

  test('tells the log once a minute of a key whose role the config does not have', async () => {
    const secret = await createKey(client, 'stray', now, { role: 'dropped' });
    const { viewerOf, time, lines, invalidate } = open();
    for (const ahead of [0, 59_999, 1]) {
      time.ms += ahead;
      invalidate();
      await expect(viewerOf(secret)).rejects.toMatchObject(refused);
    }
    expect(lines).toEqual([
      { client: 'stray', role: 'dropped' },
      { client: 'stray', role: 'dropped' },
    ]);
  });

  test('lets in who shows nothing where it is open, and takes what is shown as it is', async () => {
    const { authenticate, viewerOf } = open({ isOpen: true });
    expect(await authenticate(undefined)).toMatchObject({ name: 'anonymous', role: { name: 'full' }, mayWrite: true });
    const secret = await createKey(client, 'partner', now, { role: 'partner' });
    expect(await viewerOf(secret)).toMatchObject({ name: 'partner', apps: ['shop', 'web'] });
    for (const bad of ['', 'Bearer', 'Basic eDp5', `Bearer facet_${'a'.repeat(43)}`])
      await expect(authenticate(bad)).rejects.toMatchObject(refused);
  });
});

describe('when a key was used', () => {
  const used = async (): Promise<unknown> =>
    (await client`select last_used_at from facet.api_clients`).map((row) => row['last_used_at'] as unknown);

  test('is written behind the request, once a minute', async () => {
    const secret = await createKey(client, 'partner', now);
    const { viewerOf, time, statements, stop } = open();
    await viewerOf(secret);
    // The look alone: nobody waits for what is written.
    expect(statements).toHaveLength(1);
    await until(async () => JSON.stringify(await used()) === '["2026-11-23T10:00:00Z"]');
    time.now += 59_999;
    await viewerOf(secret);
    time.now += 1;
    await viewerOf(secret);
    await until(async () => JSON.stringify(await used()) === '["2026-11-23T10:01:00Z"]');
    expect(statements.filter((text) => text.includes('update'))).toHaveLength(2);
    stop();
  });

  test('is not written of a key that is refused', async () => {
    const secret = await createKey(client, 'old', now, { expiresAt: now });
    const { viewerOf, statements } = open();
    await expect(viewerOf(secret)).rejects.toMatchObject(refused);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(statements).toHaveLength(1);
  });
});
