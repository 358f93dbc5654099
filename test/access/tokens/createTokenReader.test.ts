import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { createTokenReader } from '../../../src/access/tokens/createTokenReader.js';
import { resolveRoles, rolesKeys } from '../../../src/config/access/roleKeys.js';
import { tokensKeys } from '../../../src/config/access/tokenKeys.js';
import { until } from '../../gateway/testServer.js';
import { startIssuer, type TestIssuer } from '../../support/issuer.js';
import { makeTestFolder, removeTestFolder } from '../../support/testFolder.js';

const roles = resolveRoles(
  rolesKeys.parse({ partner: { apps: ['shop', 'web'] }, analyst: { apps: 'all', brands: ['Acme'] } }),
);
const now = Date.parse('2026-11-23T10:00:00Z');
const seconds = now / 1000;
let ours: TestIssuer;
let theirs: TestIssuer;
let folder: string;

beforeAll(async () => {
  [ours, theirs, folder] = await Promise.all([startIssuer(), startIssuer('RS256'), makeTestFolder('tokens')]);
});
afterAll(() => Promise.all([ours.stop(), theirs.stop(), removeTestFolder(folder)]));
beforeEach(() => {
  ours.fault = undefined;
});

const claims = { sub: 'ann', roles: ['partner-eu'], iat: seconds - 10, exp: seconds + 60 };

/** A reader of the tokens of an issuer at a time that a test sets, and what it has told the log. */
async function open(given: object = {}, of: TestIssuer = ours) {
  const time = { ms: 0, now };
  const reasons: unknown[] = [];
  const warnings: string[] = [];
  const log = {
    debug: (facts: object) => void reasons.push((facts as { reason: unknown }).reason),
    warn: (_: object, message: string) => void warnings.push(message),
  };
  const issuers = tokensKeys.parse([
    {
      issuer: of.issuer,
      audience: 'facet',
      ...(!('jwksFile' in given) && { jwks: of.jwks }),
      claims: { role: 'roles' },
      roles: { 'partner-eu': 'partner', 'partner-us': 'partner', bi: 'analyst', admin: 'full' },
      ...given,
    },
  ]);
  const reader = await createTokenReader(issuers, { roles, log, now: () => time.ms, clock: () => time.now });
  return { ...reader, time, reasons, warnings };
}

describe('a token', () => {
  it('tells who asks, and what they may see', async () => {
    const { viewerOf } = await open();
    expect(await viewerOf(await ours.sign(claims))).toEqual({
      name: 'ann',
      kind: 'token',
      issuer: ours.issuer,
      role: roles.get('partner'),
      apps: ['shop', 'web'],
      brands: null,
      // With the tolerance of five seconds.
      expiresAt: (seconds + 65) * 1000,
    });
  });

  it.each<[string, JWTPayload, object]>([
    ['a text', { scope: 'openid bi other' }, { role: 'scope' }],
    ['one below others', { access: { facet: { role: 'bi' } } }, { role: 'access.facet.role' }],
    ['one whose name has dots', { 'https://x.example/role': ['bi'] }, { role: ['https://x.example/role'] }],
  ])('has its role in %s', async (_, more, at) => {
    const { viewerOf } = await open({ claims: at });
    expect((await viewerOf(await ours.sign({ ...claims, ...more })))?.role.name).toBe('analyst');
  });

  it('may have one role by two words', async () => {
    const { viewerOf } = await open();
    const token = await ours.sign({ ...claims, roles: ['partner-eu', 'partner-us', 'unknown'] });
    expect((await viewerOf(token))?.role.name).toBe('partner');
  });

  it('sees what its claims and its role have together', async () => {
    const { viewerOf } = await open({
      claims: { role: 'roles', apps: 'apps', brands: 'brand', write: 'may.write', name: 'azp' },
    });
    const more = { azp: 'shop-frontend', apps: ['web', 'desk'], brand: 'Acme Inc', may: { write: true } };
    expect(await viewerOf(await ours.sign({ ...claims, ...more }))).toMatchObject({
      name: 'shop-frontend',
      apps: ['web'],
      brands: ['Acme Inc'],
      mayWrite: true,
    });
    const less = { ...more, apps: ['desk'], may: { write: 'true' } };
    const viewer = await viewerOf(await ours.sign({ ...claims, ...less }));
    expect([viewer?.apps, viewer?.mayWrite]).toEqual([[], undefined]);
    for (const apps of [undefined, null, 3, [3]])
      expect(await viewerOf(await ours.sign({ ...claims, ...more, apps }))).toBeUndefined();
  });
});

const decoded = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as never;
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token whose header says how its signature is made, by HMAC with a secret. */
const hmac = (of: TestIssuer, secret: string): Promise<string> =>
  new SignJWT({ iss: of.issuer, aud: 'facet', ...claims })
    .setProtectedHeader({ alg: 'HS256', kid: '1' })
    .sign(Buffer.from(secret));

describe('a token is refused that', () => {
  const forgeries: [string, (token: string) => string | Promise<string>, RegExp][] = [
    [
      'nobody has signed',
      (token) => `${encoded({ alg: 'none' })}.${token.split('.')[1]}.`,
      /"alg" \(Algorithm\) Header Parameter/,
    ],
    [
      'says so in other letters',
      (token) => `${encoded({ alg: 'nOnE', kid: '1' })}.${token.split('.')[1]}.${token.split('.')[2]}`,
      /"alg" \(Algorithm\) Header Parameter/,
    ],
    ['is signed with the public key as a secret', () => hmac(ours, ours.pem), /"alg" \(Algorithm\) Header Parameter/],
    [
      'was changed after it was signed',
      (token) => {
        const [header, payload = '', signature] = token.split('.');
        return `${header}.${encoded({ ...decoded(payload), roles: ['admin'] })}.${signature}`;
      },
      /signature verification failed/,
    ],
    ['has a signature that was cut', (token) => token.slice(0, -10), /signature verification failed/],
    ['has no signature', (token) => `${token.split('.').slice(0, 2).join('.')}.`, /signature verification failed/],
    ['is no JSON', () => 'aaa.bbb.ccc', /no token of an issuer/],
    ['has four parts', (token) => `${token}.x`, /no token of an issuer|Invalid Compact JWS/],
    [
      'brings its key along',
      async () => {
        const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
        return new SignJWT({ iss: ours.issuer, aud: 'facet', ...claims })
          .setProtectedHeader({ alg: 'ES256', jwk: await exportJWK(publicKey) })
          .sign(privateKey);
      },
      /signature verification failed/,
    ],
    [
      'names the address of its key',
      async () => {
        const { privateKey } = await generateKeyPair('RS256');
        return new SignJWT({ iss: ours.issuer, aud: 'facet', ...claims })
          .setProtectedHeader({ alg: 'RS256', kid: '1', jku: theirs.jwks, x5u: theirs.jwks })
          .sign(privateKey);
      },
      /no applicable key found/,
    ],
    ['asks for an extension', () => ours.sign(claims, { crit: ['facet'], facet: true }), /crit|Extension/],
  ];

  it.each(forgeries)('%s', async (_, forge, reason) => {
    const { viewerOf, reasons } = await open();
    const before = theirs.asked();
    expect(await viewerOf(await forge(await ours.sign(claims)))).toBeUndefined();
    expect(reasons).toEqual([expect.stringMatching(reason)]);
    expect(theirs.asked()).toBe(before);
  });

  it.each<[string, JWTPayload, RegExp]>([
    ['is for another audience', { aud: 'other' }, /unexpected "aud"/],
    ['is for none', { aud: undefined as never }, /missing required "aud"/],
    ['is of another issuer', { iss: 'https://evil.example' }, /no token of an issuer/],
    ['is of none', { iss: undefined as never }, /no token of an issuer/],
    ['has ended', { exp: seconds - 5 }, /"exp" claim timestamp check failed/],
    ['never ends', { exp: undefined as never }, /missing required "exp"/],
    ['ends at no time', { exp: '2030-01-01' as never }, /"exp" claim must be a number/],
    ['is not valid yet', { nbf: seconds + 6 }, /"nbf" claim timestamp check failed/],
    ['was made in the future', { iat: seconds + 6 }, /made in the future/],
    ['has no role', { roles: undefined }, /claim "roles" is neither a text nor a list of texts/],
    ['has a role that is none of ours', { roles: ['partner', 'full'] }, /claim "roles" stands for no role/],
    ['has a role like a member of all objects', { roles: ['constructor', '__proto__'] }, /stands for no role/],
    ['has two roles', { roles: ['partner-eu', 'bi'] }, /more than one role: partner, analyst/],
    ['has no name', { sub: undefined as never }, /claim "sub" is no name/],
    ['has a name that cannot be seen', { sub: 'ann\u202E' }, /claim "sub" is no name/],
  ])('%s', async (_, more, reason) => {
    const { viewerOf, reasons } = await open();
    const token = await ours.sign({ ...claims, ...more });
    expect(await viewerOf(token)).toBeUndefined();
    expect(reasons).toEqual([expect.stringMatching(reason)]);
    expect(JSON.stringify(reasons)).not.toContain(token.split('.')[1]);
  });

  it('is older than it may be, by the clock that is given', async () => {
    const { viewerOf, time } = await open({ maxAgeSeconds: 30, clockToleranceSeconds: 0, cacheSeconds: 0 });
    const viewer = await viewerOf(await ours.sign(claims));
    expect(viewer?.expiresAt).toBe((seconds + 20) * 1000);
    time.now += 20_000;
    expect(await viewerOf(await ours.sign(claims))).toBeDefined();
    time.now += 1000;
    expect(await viewerOf(await ours.sign(claims))).toBeUndefined();
    expect(await viewerOf(await ours.sign({ ...claims, iat: undefined as never }))).toBeUndefined();
  });

  it('is signed with the public key of RSA as a secret, however that is written', async () => {
    const { viewerOf, reasons } = await open({}, theirs);
    const secrets = [theirs.pem, theirs.pem.trim(), JSON.stringify(theirs.keys[0]), theirs.keys[0]?.n ?? ''];
    for (const secret of secrets) expect(await viewerOf(await hmac(theirs, secret))).toBeUndefined();
    expect(reasons).toEqual(secrets.map(() => expect.stringMatching(/"alg" \(Algorithm\) Header Parameter/)));
  });

  it('is signed as the config does not name', async () => {
    const { viewerOf } = await open({ algorithms: ['RS256'] });
    expect(await viewerOf(await ours.sign(claims))).toBeUndefined();
  });

  it('is of another issuer that is trusted, signed with its keys', async () => {
    const { viewerOf, reasons } = await open({}, theirs);
    expect(await viewerOf(await theirs.sign(claims))).toBeDefined();
    expect(await viewerOf(await ours.sign({ ...claims, iss: theirs.issuer }))).toBeUndefined();
    expect(reasons).toEqual([expect.stringMatching(/no applicable key found/)]);
  });
});

describe('a token that was checked', () => {
  it('is not checked again for a while', async () => {
    const { viewerOf, time } = await open({ cacheSeconds: 100 });
    const token = await ours.sign(claims);
    const viewer = await viewerOf(token);
    // Its issuer takes the key back.
    const [key] = ours.keys.splice(0, 1);
    try {
      time.ms = 99_999;
      expect(await viewerOf(token)).toBe(viewer);
      time.ms = 100_000;
      expect(await viewerOf(token)).toEqual(viewer);
      expect(await viewerOf(token)).not.toBe(viewer);
      const fresh = await open();
      expect(await fresh.viewerOf(token)).toBeUndefined();
    } finally {
      if (key !== undefined) ours.keys.push(key);
    }
  });
});

describe('the keys of an issuer', () => {
  it('are read once, and not again for each token of a key that is not known', async () => {
    const before = ours.asked();
    const { viewerOf, reasons } = await open();
    for (let n = 0; n < 20; n += 1)
      expect(await viewerOf(await ours.sign(claims, { kid: `${n + 2}` }))).toBeUndefined();
    expect(await viewerOf(await ours.sign(claims))).toBeDefined();
    expect(ours.asked() - before).toBe(1);
    expect(new Set(reasons)).toEqual(new Set([expect.stringMatching(/no applicable key found/)]));
  });

  it.each([
    [{ status: 500, body: '' }, 'answers 500'],
    [{ status: 302, body: '' }, 'answers 302'],
    [{ status: 200, body: '<html>' }, 'is not valid JSON'],
    [{ status: 200, body: '{"keys":{}}' }, 'it is no JWKS, which has a list of keys'],
  ])('that cannot be had by %j leave a token unchecked, and are not asked for each time', async (fault, reason) => {
    ours.fault = fault;
    const before = ours.asked();
    const { viewerOf, warnings } = await open();
    const token = await ours.sign(claims);
    for (let n = 0; n < 5; n += 1)
      await expect(viewerOf(token)).rejects.toMatchObject({
        code: 'AUTHENTICATION_UNAVAILABLE',
        message: expect.stringMatching(/^Whether the token is valid cannot be told at present/),
      });
    expect(ours.asked() - before).toBe(1);
    expect(warnings).toEqual([expect.stringContaining(`${ours.issuer} cannot be read from ${ours.jwks}: `)]);
    expect(warnings[0]).toContain(reason);
  });

  it('are asked for again five seconds after they could not be had', async () => {
    ours.fault = { status: 503, body: '' };
    const { viewerOf, time } = await open();
    const token = await ours.sign(claims);
    await expect(viewerOf(token)).rejects.toMatchObject({ code: 'AUTHENTICATION_UNAVAILABLE' });
    ours.fault = undefined;
    time.ms += 4999;
    await expect(viewerOf(token)).rejects.toMatchObject({ code: 'AUTHENTICATION_UNAVAILABLE' });
    time.ms += 1;
    expect(await viewerOf(token)).toBeDefined();
  });

  it('are read again in the background after five minutes: nobody waits, and one that was taken away is known no more', async () => {
    const { viewerOf, time } = await open({ cacheSeconds: 0 });
    const token = await ours.sign(claims);
    await viewerOf(token);
    const before = ours.asked();
    time.ms += 300_000;
    expect(await viewerOf(token)).toBeDefined();
    expect(ours.asked()).toBe(before);
    time.ms += 1;
    const [key] = ours.keys.splice(0, 1);
    try {
      expect(await viewerOf(token)).toBeDefined();
      await until(async () => (await viewerOf(token)) === undefined);
      expect(ours.asked()).toBe(before + 1);
    } finally {
      if (key !== undefined) ours.keys.push(key);
    }
  });

  it('find a token without a kid where one of them fits, and none where two do', async () => {
    const token = await ours.sign(claims, { kid: undefined });
    const { viewerOf } = await open();
    expect(await viewerOf(token)).toBeDefined();
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    ours.keys.push({ ...(await exportJWK(publicKey)), kid: '2' });
    try {
      const { viewerOf: ofTwo, reasons } = await open();
      expect(await ofTwo(token)).toBeUndefined();
      expect(reasons).toEqual([expect.stringMatching(/multiple matching keys/)]);
      expect(await ofTwo(await ours.sign(claims))).toBeDefined();
    } finally {
      ours.keys.pop();
    }
  });

  it('may be in a file', async () => {
    const file = join(folder, 'keys.json');
    await writeFile(file, JSON.stringify({ keys: ours.keys }));
    const before = ours.asked();
    const { viewerOf } = await open({ jwksFile: file });
    expect(await viewerOf(await ours.sign(claims))).toBeDefined();
    expect(ours.asked()).toBe(before);
    await expect(open({ jwksFile: join(folder, 'none.json') })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/^The keys of http:\S+ cannot be read from \S+none.json: ENOENT/),
    });
  });
});
