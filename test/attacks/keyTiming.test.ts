import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createAuthenticator } from '../../src/access/authenticator.js';
import { createKey } from '../../src/access/keys/keys.js';
import { accessKeys, resolveAccess } from '../../src/config/access/accessKeys.js';
import { createDoor } from '../../src/db/door.js';
import type { Statement } from '../../src/db/sql.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database?.drop());

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A secret that differs from another in its last character alone, or in its first. */
const changed = (secret: string, at: number): string => {
  const other = secret.at(at) === 'A' ? 'B' : 'A';
  return at < 0 ? `${secret.slice(0, at)}${other}` : `${secret.slice(0, at)}${other}${secret.slice(at + 1)}`;
};

it('a secret is hashed before anything is compared, so that the time of a refusal tells nothing of how much of it is right', async () => {
  const secret = await createKey(database.client, 'partner', new Date());
  const statements: Statement[] = [];
  const door = createDoor(database.client, { onStatement: (statement) => void statements.push(statement) });
  const authenticator = createAuthenticator(door, {
    roles: resolveAccess(accessKeys.parse({})).roles,
    isFollowed: () => true,
    log: { debug: () => {}, warn: () => {} },
  });
  const tried = [secret, changed(secret, -1), changed(secret, 'facet_'.length)];
  expect(new Set(tried).size).toBe(3);
  const outcomes: string[] = [];
  for (const one of tried)
    outcomes.push(
      await authenticator.viewerOf(`Bearer ${one}`).then(
        ({ name }) => name,
        (error: { code: string }) => error.code,
      ),
    );
  authenticator.stop();
  expect(outcomes).toEqual(['partner', 'UNAUTHENTICATED', 'UNAUTHENTICATED']);
  // One statement for each, of the same text, that is given the hash alone.
  const lookUps = statements.filter(({ text }) => text.includes('key_hash'));
  expect(new Set(lookUps.map(({ text }) => text)).size).toBe(1);
  expect(lookUps.map(({ values }) => [...new Set(values.flat())])).toEqual(tried.map((one) => [sha256(one)]));
  for (const one of tried) expect(JSON.stringify(statements)).not.toContain(one.slice(-12));
});
