import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient as createSseClient } from 'graphql-sse';
import { pino } from 'pino';
import { createKey, revokeKey, rotateKey } from '../../src/access/keys/keys.js';
import { accessKeys, resolveAccess } from '../../src/config/access/accessKeys.js';
import { readConfig, type Config } from '../../src/config.js';
import { serve, type Serving } from '../../src/serve.js';
import { readAnswer, until } from '../gateway/testServer.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startIssuer, type TestIssuer } from '../support/issuer.js';

let database: TestDatabase;
let issuer: TestIssuer;
let config: Config;
let demo: Serving;
/** Servers that need a key: one that is told of changes, and one that is not. */
let notified: Serving;
let polling: Serving;
const lines: Record<string, unknown>[] = [];
const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });

beforeAll(async () => {
  [database, issuer] = await Promise.all([cloneDatabase(), startIssuer()]);
  await createKey(database.client, 'first', new Date());
  await applyRowRights(database.client);
  const access = accessKeys.parse({
    roles: { partner: { apps: ['shop'] } },
    tokens: [
      {
        issuer: issuer.issuer,
        audience: 'facet',
        jwks: issuer.jwks,
        clockToleranceSeconds: 0,
        claims: { role: 'role' },
        roles: { partner: 'partner' },
      },
    ],
  });
  config = { ...readConfig({}), port: 0, access: resolveAccess(access, '') };
  const ours = { ...config, databaseUrl: 'postgres://elsewhere' };
  [demo, notified, polling] = await Promise.all([
    serve(config, database.target, log),
    serve(ours, database.target, log),
    serve({ ...ours, database: { ...config.database, listen: false } }, database.target, log),
  ]);
});
afterAll(async () => {
  await Promise.all([demo, notified, polling].map((server) => server?.stop()));
  await Promise.all([database?.drop(), issuer?.stop()]);
});

async function ask({ url }: Serving, authorization?: string) {
  const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
  return readAnswer(
    await fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ metricDefinitions { name } }"}' }),
  );
}

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const token = (more: object = {}): Promise<string> =>
  issuer.sign({ sub: 'ann', role: 'partner', iat: inSeconds(-1), exp: inSeconds(60), ...more });

/** What a subscription came to: null while it is open, `complete`, or its error's code. */
function subscribe({ url }: Serving, authorization: string) {
  const told: { ended: unknown; results: unknown[] } = { ended: null, results: [] };
  const client = createSseClient({ url: `${url}/graphql/stream`, headers: { authorization }, retryAttempts: 0 });
  client.subscribe(
    { query: 'subscription { catalogueChanged { version } }' },
    {
      next: (result) => void told.results.push(result),
      error: (error) => (told.ended = error),
      complete: () => (told.ended = 'complete'),
    },
  );
  return told;
}

const begun = () => new Promise((resolve) => setTimeout(resolve, 400));

describe('a demo that only this machine reaches', () => {
  it('answers without a key, and says so', async () => {
    expect(await ask(demo)).toMatchObject({ status: 200, data: { metricDefinitions: [] } });
    const said = lines.filter(({ msg }) =>
      String(msg).startsWith('No key is asked for: only this machine reaches it.'),
    );
    expect(said).toHaveLength(1);
  });

  it('refuses a key that is none, and takes one that is as any server', async () => {
    for (const bad of ['Bearer nothing', `Bearer facet_${'a'.repeat(43)}`, 'Basic eDp5', 'Bearer a.b.c'])
      expect(await ask(demo, bad)).toMatchObject({
        status: 401,
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    const secret = await createKey(database.client, 'tried', new Date(), { role: 'partner' });
    expect((await ask(demo, `Bearer ${secret}`)).status).toBe(200);
    expect(lines.filter(({ client }) => client === 'tried').length).toBeGreaterThan(0);
  });
});

describe('a server that needs a key', () => {
  it('says how to show one, and to who has shown something that it was no good', async () => {
    const sentence = 'This needs a valid API key or token, in the header "authorization: Bearer …".';
    const expired = await createKey(database.client, 'expired', new Date(), { expiresAt: new Date(0) });
    const none = await ask(notified);
    expect([none.status, none.headers.get('www-authenticate'), none.errors?.[0]?.message]).toEqual([
      401,
      'Bearer',
      sentence,
    ]);
    for (const bad of ['facet_x', expired, await token({ aud: 'other' }), await token({ role: 'other' })]) {
      const { status, headers, errors } = await ask(notified, `Bearer ${bad}`);
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
      expect(errors).toEqual([{ message: sentence, extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  it('takes tokens, by the name in them', async () => {
    expect((await ask(notified, `Bearer ${await token()}`)).status).toBe(200);
    expect(lines.some(({ client }) => client === 'ann')).toBe(true);
  });

  it('tells the log why a token is refused, and not the token', async () => {
    const bad = await token({ aud: 'other' });
    await ask(notified, `Bearer ${bad}`);
    expect(lines.at(-2)).toMatchObject({ reason: 'unexpected "aud" claim value' });
    const text = JSON.stringify(lines);
    for (const part of bad.split('.').slice(1)) expect(text).not.toContain(part);
  });

  it('says that a token cannot be checked where its issuer is away', async () => {
    issuer.fault = { status: 500, body: '' };
    const away = await serve({ ...config, databaseUrl: 'postgres://elsewhere' }, database.target, log);
    try {
      const { status, headers, errors } = await ask(away, `Bearer ${await token()}`);
      expect([status, headers.get('retry-after'), errors?.[0]?.extensions.code]).toEqual([
        503,
        '1',
        'AUTHENTICATION_UNAVAILABLE',
      ]);
      expect((await ask(away, 'Bearer a.b.c')).status).toBe(401);
    } finally {
      issuer.fault = undefined;
      await away.stop();
    }
  });
});

describe.each([
  ['told of changes', () => notified],
  ['not told of changes', () => polling],
])('a server that is %s', (how, server) => {
  /** Milliseconds until a request is refused. */
  async function refusedAfter(authorization: string): Promise<number> {
    const start = performance.now();
    await until(async () => (await ask(server(), authorization)).status === 401);
    return performance.now() - start;
  }

  it('refuses a revoked key within a second', async () => {
    const secret = await createKey(database.client, `short ${how}`, new Date());
    expect((await ask(server(), `Bearer ${secret}`)).status).toBe(200);
    await revokeKey(database.client, `short ${how}`, new Date());
    expect(await refusedAfter(`Bearer ${secret}`)).toBeLessThan(1000);
  });

  it('refuses the old secret of a rotated key when its time is over', async () => {
    const old = await createKey(database.client, `turned ${how}`, new Date());
    const next = await rotateKey(database.client, `turned ${how}`, new Date(), { overlap: 1500 });
    for (const secret of [old, next]) expect((await ask(server(), `Bearer ${secret}`)).status).toBe(200);
    expect(await refusedAfter(`Bearer ${old}`)).toBeLessThan(2000);
    expect((await ask(server(), `Bearer ${next}`)).status).toBe(200);
  });

  it('ends the subscriptions of keys and tokens that are revoked or have ended, and no others', async () => {
    const name = `streams ${how}`;
    const revoked = subscribe(server(), `Bearer ${await createKey(database.client, name, new Date())}`);
    const ending = await createKey(database.client, `ends ${how}`, new Date(), {
      expiresAt: new Date(Date.now() + 1500),
    });
    const ended = subscribe(server(), `Bearer ${ending}`);
    const byToken = subscribe(server(), `Bearer ${await token({ exp: inSeconds(2) })}`);
    const longer = subscribe(server(), `Bearer ${await token({ sub: 'bob' })}`);
    const changed = subscribe(server(), `Bearer ${await createKey(database.client, `role ${how}`, new Date())}`);
    await begun();
    expect([revoked, ended, byToken, longer, changed].map((one) => one.ended)).toEqual([null, null, null, null, null]);
    await revokeKey(database.client, name, new Date());
    await database.client`update facet.api_clients set role = 'partner' where name = ${`role ${how}`}`;
    const start = performance.now();
    await until(() => revoked.ended !== null && changed.ended !== null);
    expect(performance.now() - start).toBeLessThan(1200);
    await until(() => ended.ended !== null && byToken.ended !== null);
    const refused = [{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }];
    for (const one of [revoked, ended, byToken]) expect(one.results).toMatchObject(refused);
    expect(changed.results).toMatchObject([
      { errors: [{ message: 'What this key may see has changed; subscribe again.' }] },
    ]);
    expect(longer.ended).toBeNull();
  });
});

describe('a start', () => {
  const start = (more: Partial<Config>): Promise<Serving> => serve({ ...config, ...more }, database.target, log);
  const needed =
    'DATABASE_URL is set, so every request must show an API key or a token, and there is no valid key yet: ';

  it('is refused where nobody could show who they are', async () => {
    await database.client`update facet.api_clients set expires_at = '2026-01-01'`;
    const bare = { databaseUrl: 'postgres://elsewhere', access: { ...config.access, tokens: [] } };
    try {
      await expect(start(bare)).rejects.toMatchObject({ code: 'KEY_NEEDED', message: expect.stringContaining(needed) });
      await createKey(database.client, 'stray', new Date(), { role: 'dropped' });
      await expect(start(bare)).rejects.toMatchObject({ code: 'KEY_NEEDED' });
      await expect(start({ host: '0.0.0.0', access: bare.access })).rejects.toMatchObject({ code: 'KEY_NEEDED' });
      // Tokens are enough, and so is a key.
      await (await start({ databaseUrl: 'postgres://elsewhere' })).stop();
      await createKey(database.client, 'good', new Date(), { role: 'partner' });
      await (await start(bare)).stop();
    } finally {
      await database.client`delete from facet.api_clients where name in ('stray', 'good')`;
    }
  });
});
