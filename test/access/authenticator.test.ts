import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createAuthenticator } from '../../src/access/authenticator.js';
import { createKey, revokeKey } from '../../src/access/keys.js';
import type { Sql } from '../../src/db/client.js';
import { createDoor } from '../../src/db/door.js';
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

describe('the authenticator', () => {
  const refused = {
    name: 'UserError',
    code: 'UNAUTHENTICATED',
    message: 'This needs a valid API key, in the header "authorization: Bearer facet_…".',
  };

  test('knows a client by its key, the scheme in any case', async () => {
    const secret = await createKey(client, 'partner', now);
    const { viewerOf: authenticate } = createAuthenticator(createDoor(client), { timeToLive: 10_000 });
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      expect(await authenticate(`${scheme} ${secret}`)).toEqual({ name: 'partner', kind: 'client' });
    }
  });

  test('knows whether a key may write', async () => {
    const secret = await createKey(client, 'steward', now, { mayWrite: true });
    const { viewerOf } = createAuthenticator(createDoor(client), { timeToLive: 10_000 });
    expect(await viewerOf(`Bearer ${secret}`)).toEqual({ name: 'steward', kind: 'client', mayWrite: true });
  });

  test('refuses all else in the same words', async () => {
    const secret = await createKey(client, 'partner', now);
    const revoked = await createKey(client, 'gone', now);
    await revokeKey(client, 'gone', later);
    const { viewerOf: authenticate } = createAuthenticator(createDoor(client), { timeToLive: 10_000 });
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
    const door = createDoor(client, { onStatement: ({ text }) => statements.push(text) });
    const { viewerOf, invalidate } = createAuthenticator(door, { timeToLive: 10_000, now: () => milliseconds });
    const secret = await createKey(client, 'partner', now);
    const unknown = `Bearer facet_${'a'.repeat(43)}`;
    for (let time = 0; time < 3; time += 1) {
      expect((await viewerOf(`Bearer ${secret}`)).name).toBe('partner');
      await expect(viewerOf(unknown)).rejects.toMatchObject(refused);
    }
    expect(statements).toHaveLength(2);
    await revokeKey(client, 'partner', later);
    milliseconds += 10_001;
    await expect(viewerOf(`Bearer ${secret}`)).rejects.toMatchObject(refused);
    await expect(viewerOf(unknown)).rejects.toMatchObject(refused);
    expect(statements).toHaveLength(4);
    await client`update facet.api_clients set revoked_at = null`;
    invalidate();
    expect((await viewerOf(`Bearer ${secret}`)).name).toBe('partner');
  });

  test('keeps nothing that was read before it was told to forget', async () => {
    const secret = await createKey(client, 'partner', now);
    const { viewerOf, invalidate } = createAuthenticator(createDoor(client), { timeToLive: 10_000 });
    const before = viewerOf(`Bearer ${secret}`);
    invalidate();
    expect((await before).name).toBe('partner');
    await revokeKey(client, 'partner', later);
    await expect(viewerOf(`Bearer ${secret}`)).rejects.toMatchObject(refused);
  });
});
