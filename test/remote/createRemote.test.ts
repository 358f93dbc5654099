import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { jwtVerify } from 'jose';
import { createRemote } from '../../src/remote/createRemote.js';
import { selfSigned } from '../delivery/support/selfSigned.js';
import { until } from '../gateway/testServer.js';
import { askedWith, failureOf, openRemote, settingsFor, startHttp, tiers, type OpenRemote } from './openRemote.js';
import type { RemoteSettings } from '../../src/remote/RemoteSettings.js';
import { clientNamed } from '../support/viewers.js';

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

const answer = { data: { tiers: [{ id: '1' }] } };

/** A server that answers every request alike, and keeps what it got. */
async function withServer(
  respond: (response: ServerResponse, received: Received, count: number) => void,
  given: Partial<RemoteSettings>,
  work: (remote: OpenRemote, received: readonly Received[], open: ReadonlySet<unknown>) => Promise<void>,
): Promise<void> {
  const received: Received[] = [];
  const server = await startHttp((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body: JSON.parse(text) });
      respond(response, received.at(-1) as Received, received.length);
    });
  });
  const remote = openRemote(server.url, given);
  try {
    await work(remote, received, server.open);
  } finally {
    remote.end();
    await server.stop();
  }
}

const json = { 'content-type': 'application/json' };
const sends =
  (body: object, status = 200, headers: Record<string, string> = json) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, headers).end(JSON.stringify(body));

describe('a call of a remote subgraph', () => {
  it('posts the operation with headers by list, the id and the time that is left, and nothing else', async () => {
    const given = { headers: { forward: ['authorization', 'x-app'], set: { 'X-Api-Key': 'k', 'x-app': 'ours' } } };
    await withServer(sends(answer), given, async (remote, received) => {
      const headers = {
        authorization: 'Bearer theirs',
        cookie: 'secret',
        'x-app': 'theirs',
        'x-forwarded-for': '10.1.1.1',
      };
      const call = { ...tiers, operationName: 'Page', variables: { ids: ['é', '\u2028'] } };
      const deadline = performance.now() + 650;
      expect(await remote.call(call, askedWith({ headers, deadline }))).toEqual(answer);
      expect(received.map(({ body }) => body)).toEqual([
        { query: '{ tiers { id } }', operationName: 'Page', variables: { ids: ['é', '\u2028'] } },
      ]);
      const {
        'x-request-timeout-ms': left,
        host: _host,
        'content-length': _length,
        'user-agent': agent,
        ...rest
      } = received[0]?.headers ?? {};
      expect(rest).toEqual({
        accept: 'application/graphql-response+json, application/json;q=0.9',
        'accept-encoding': 'gzip',
        authorization: 'Bearer theirs',
        connection: 'keep-alive',
        'content-type': 'application/json',
        'x-api-key': 'k',
        'x-app': 'ours',
        'x-request-id': 'request-1',
      });
      expect(agent).toMatch(/^facet-gateway\/\d/);
      // 50 ms stay for the answer of the request.
      expect(Number(left)).toBeGreaterThan(300);
      expect(Number(left)).toBeLessThanOrEqual(600);
    });
  });

  it('reads gzip, and answers of the newer media type whatever their status', async () => {
    const large = { data: { tiers: Array.from({ length: 100 }, () => ({ id: '1' })) } };
    const zipped = gzipSync(JSON.stringify(large));
    await withServer(
      (response) => void response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(zipped),
      {},
      async (remote) => {
        expect(await remote.call(tiers, askedWith())).toEqual(large);
        expect(remote.counts).toMatchObject({ calls: 1, failures: 0, bytes: JSON.stringify(large).length });
      },
    );
    await withServer(
      sends(answer, 203, { 'content-type': 'application/graphql-response+json; charset=UTF-8' }),
      {},
      async (remote) => expect(await remote.call(tiers, askedWith())).toEqual(answer),
    );
  });

  it('makes errors fit: message, path and code are kept and cut, and nothing else', async () => {
    const errors = [
      {
        message: 'Not for you.',
        path: ['tiers', 0, 'id'],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: 'FORBIDDEN', secret: 1, http: { status: 500 } },
      },
      { message: 'x'.repeat(2000), path: ['tiers', { a: 1 }], extensions: { code: 7 } },
      { message: 7, path: 'tiers', extensions: JSON.parse('{"__proto__": {"code": "EVIL"}}') as object },
      null,
      'a text',
    ];
    await withServer(sends({ errors }, 400), {}, async (remote) => {
      const result = await remote.call(tiers, askedWith());
      const nameless = {
        message: 'The subgraph "loyalty" failed without a message.',
        extensions: { code: 'SUBGRAPH_ERROR', subgraph: 'loyalty' },
      };
      expect(JSON.parse(JSON.stringify(result))).toEqual({
        errors: [
          { message: 'Not for you.', path: ['tiers', 0, 'id'], extensions: { code: 'FORBIDDEN', subgraph: 'loyalty' } },
          { message: `${'x'.repeat(1000)}…`, extensions: { code: 'SUBGRAPH_ERROR', subgraph: 'loyalty' } },
          nameless,
          nameless,
          nameless,
        ],
      });
    });
  });

  it('tells of a thousand errors, and counts the others', async () => {
    const errors = Array.from({ length: 1002 }, () => ({ message: 'No.' }));
    await withServer(sends({ data: {}, errors }), {}, async (remote) => {
      const result = await remote.call(tiers, askedWith());
      expect(result.errors).toHaveLength(1001);
      expect(result.errors?.at(-1)?.message).toBe('The subgraph "loyalty" gave 2 more errors.');
    });
  });

  it('counts answers in the memory of the request, before they are read', async () => {
    const large = { data: { tiers: Array.from({ length: 5000 }, () => ({})) } };
    await withServer(sends(large), {}, async (remote) => {
      await expect(remote.call(tiers, askedWith({ limit: 300_000 }))).rejects.toMatchObject({
        code: 'TOO_MANY_VALUES',
      });
      // It is the request that asks for too much: the subgraph is well.
      expect(remote.state).toBe('closed');
      expect(await remote.call(tiers, askedWith())).toEqual(large);
    });
  });

  it('ends with its client, and the connection with it', async () => {
    await withServer(
      () => {},
      { breaker: { failures: 1, seconds: 10 } },
      async (remote, received, open) => {
        const controller = new AbortController();
        const call = remote.call(tiers, askedWith({ signal: controller.signal }));
        await until(() => received.length === 1);
        controller.abort(new Error('gone'));
        await expect(call).rejects.toThrow('gone');
        await until(() => open.size === 0);
        expect(remote.state).toBe('closed');
      },
    );
  });

  it('gives up a little before its request has to end, which tells nothing of the subgraph', async () => {
    await withServer(
      () => {},
      { breaker: { failures: 1, seconds: 10 } },
      async (remote) => {
        const deadline = performance.now() + 200;
        const { message, code } = await failureOf(remote.call(tiers, askedWith({ deadline })));
        expect(code).toBe('SUBGRAPH_TIMEOUT');
        expect(Number(/within (\d+) ms/.exec(message)?.[1])).toBeLessThanOrEqual(150);
        expect(remote.state).toBe('closed');
        const late = remote.call(tiers, askedWith({ deadline: performance.now() - 1 }));
        expect((await failureOf(late)).code).toBe('SUBGRAPH_TIMEOUT');
      },
    );
  });
});

describe('a subgraph whose own time is longer than that of requests', () => {
  it('is not well where it had long enough, whatever is left of a request', async () => {
    const server = await startHttp(() => {});
    const breaker = { failures: 1, seconds: 10 };
    const remote = openRemote(server.url, { timeoutSeconds: 60, breaker }, { telling: 50 });
    try {
      const failure = await failureOf(remote.call(tiers, askedWith({ deadline: performance.now() + 200 })));
      expect([failure.code, remote.state]).toEqual(['SUBGRAPH_TIMEOUT', 'open']);
    } finally {
      remote.end();
      await server.stop();
    }
  });
});

describe('retries', () => {
  const failing = (times: number) => (response: ServerResponse, _: Received, count: number) =>
    count <= times ? void response.destroy() : sends(answer)(response);

  it('repeat a query that found nobody, and no more often than they may', async () => {
    await withServer(failing(2), { retries: 2 }, async (remote, received) => {
      expect(await remote.call(tiers, askedWith())).toEqual(answer);
      expect(received).toHaveLength(3);
      expect(remote.counts).toMatchObject({ calls: 1, failures: 0, retries: 2 });
    });
    await withServer(failing(2), { retries: 1 }, async (remote, received) => {
      expect((await failureOf(remote.call(tiers, askedWith()))).code).toBe('SUBGRAPH_UNAVAILABLE');
      expect(received).toHaveLength(2);
    });
  });

  it('repeat no mutation', async () => {
    await withServer(failing(1), { retries: 5 }, async (remote, received) => {
      const call = { ...tiers, operationType: 'mutation' as const };
      expect((await failureOf(remote.call(call, askedWith()))).code).toBe('SUBGRAPH_UNAVAILABLE');
      expect(received).toHaveLength(1);
    });
  });

  it('repeat nothing that is wrong, and hand on what an overloaded subgraph says in the end', async () => {
    await withServer(sends({ data: [] }), { retries: 5 }, async (remote, received) => {
      await failureOf(remote.call(tiers, askedWith()));
      expect(received).toHaveLength(1);
    });
    const overloaded = { errors: [{ message: 'Later.', extensions: { code: 'OVERLOADED' } }] };
    await withServer(sends(overloaded, 503), { retries: 2 }, async (remote, received) => {
      const { errors } = await remote.call(tiers, askedWith());
      expect(errors?.map(({ message, extensions }) => [message, extensions['code']])).toEqual([
        ['Later.', 'OVERLOADED'],
      ]);
      expect(received).toHaveLength(3);
    });
  });

  it('end where there is no time left for one more', async () => {
    await withServer(failing(100), { retries: 10, timeoutSeconds: 0.3 }, async (remote, received) => {
      const began = performance.now();
      // The last one may begin with a moment left.
      const { code } = await failureOf(remote.call(tiers, askedWith()));
      expect(['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT']).toContain(code);
      expect(performance.now() - began).toBeLessThan(1000);
      expect(received.length).toBeLessThan(6);
    });
  });

  it('use another connection at once where the one that was kept is closed', async () => {
    const sockets = new Set<unknown>();
    const server = await startHttp((request, response) => {
      const isNew = !sockets.has(request.socket);
      sockets.add(request.socket);
      // A second request meets a connection that ends.
      if (isNew) sends(answer)(response);
      else request.socket.destroy();
    });
    const remote = openRemote(server.url);
    try {
      for (let n = 0; n < 3; n++) expect(await remote.call(tiers, askedWith())).toEqual(answer);
      expect(remote.counts).toMatchObject({ calls: 3, failures: 0, retries: 0 });
    } finally {
      remote.end();
      await server.stop();
    }
  });

  it('repeat nothing that was given up on a connection that was kept', async () => {
    const respond = (response: ServerResponse, _: Received, count: number) =>
      count === 1 ? sends(answer)(response) : undefined;
    await withServer(respond, { timeoutSeconds: 0.2 }, async (remote, received, open) => {
      await remote.call(tiers, askedWith());
      expect((await failureOf(remote.call(tiers, askedWith()))).code).toBe('SUBGRAPH_TIMEOUT');
      await until(() => open.size === 0);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(received).toHaveLength(2);
    });
  });
});

describe('the breaker', () => {
  it('refuses calls after failures in a row, tries one, and closes; the log has one line for each change', async () => {
    const state = { isWell: false };
    const respond = (response: ServerResponse) => (state.isWell ? sends(answer)(response) : response.destroy());
    await withServer(respond, { breaker: { failures: 3, seconds: 0.2 } }, async (remote, received) => {
      const codes: unknown[] = [];
      for (let n = 0; n < 5; n++) codes.push((await failureOf(remote.call(tiers, askedWith()))).message);
      expect(remote.state).toBe('open');
      expect(received).toHaveLength(3);
      expect(codes.slice(2)).toEqual([
        'The subgraph "loyalty" cannot be reached: the connection was cut.',
        'The subgraph "loyalty" failed too often and is not asked for a while.',
        'The subgraph "loyalty" failed too often and is not asked for a while.',
      ]);
      expect(remote.counts).toMatchObject({ calls: 5, failures: 5, refused: 2 });
      await new Promise((resolve) => setTimeout(resolve, 250));
      // Of many that come, one tries.
      await Promise.all(Array.from({ length: 5 }, () => failureOf(remote.call(tiers, askedWith()))));
      expect(received).toHaveLength(4);
      state.isWell = true;
      await new Promise((resolve) => setTimeout(resolve, 250));
      expect(await remote.call(tiers, askedWith())).toEqual(answer);
      expect(remote.state).toBe('closed');
      expect(await remote.call(tiers, askedWith())).toEqual(answer);
      expect(remote.lines).toEqual([
        'The subgraph "loyalty" failed 3 times in a row and is not asked for 0.2 s; then one call tries it.',
        'The subgraph "loyalty" answers again.',
      ]);
    });
  });

  it('is not opened by clients that ask for more than an answer may hold', async () => {
    const large = sends({ data: { tiers: 'x'.repeat(2000) } });
    await withServer(large, { maxAnswer: 1000, breaker: { failures: 2, seconds: 10 } }, async (remote) => {
      for (let n = 0; n < 4; n++)
        expect((await failureOf(remote.call(tiers, askedWith()))).message).toContain('more than 1,000 bytes');
      expect(remote.state).toBe('closed');
    });
  });

  it('is not opened by clients that are refused', async () => {
    await withServer(sends({ message: 'no' }, 401), { breaker: { failures: 2, seconds: 10 } }, async (remote) => {
      for (let n = 0; n < 4; n++) await failureOf(remote.call(tiers, askedWith()));
      expect(remote.state).toBe('closed');
    });
  });
});

describe('calls at the same time', () => {
  it('are so many under way; the others wait, and no longer than they have', async () => {
    const held: ServerResponse[] = [];
    await withServer(
      (response) => void held.push(response),
      { concurrency: 2, timeoutSeconds: 0.3 },
      async (remote) => {
        const calls = Array.from({ length: 4 }, () =>
          remote.call(tiers, askedWith()).then(
            () => 'answered',
            ({ message }: Error) => message,
          ),
        );
        await until(() => held.length === 2);
        const waiting = 'The subgraph "loyalty" could not be asked in time, because other calls were under way.';
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(held).toHaveLength(2);
        sends(answer)(held[0] as ServerResponse);
        await until(() => held.length === 3);
        const found = await Promise.all(calls);
        expect(found.filter((one) => one === 'answered')).toHaveLength(1);
        expect(
          found.filter((one) => one === waiting).length + found.filter((one) => /no whole answer/.test(one)).length,
        ).toBe(3);
        // All places are free again.
        const more = [remote.call(tiers, askedWith()), remote.call(tiers, askedWith())];
        await until(() => held.length >= 5);
        held.forEach((response) => !response.destroyed && !response.writableEnded && sends(answer)(response));
        expect(await Promise.all(more)).toEqual([answer, answer]);
      },
    );
  });
});

describe('who asks', () => {
  it('is told by a token that is one for an operation', async () => {
    const secret = 'a secret of thirty-two bytes or more';
    const token = { algorithm: 'HS256', key: secret, audience: 'loyalty', seconds: 60 };
    await withServer(
      sends(answer),
      { token, headers: { forward: ['authorization'], set: {} } },
      async (remote, received) => {
        const viewer = clientNamed('shop', { mayWrite: true, apps: ['web'] });
        const asked = askedWith({ viewer, headers: { authorization: 'Bearer facet_theirs' } });
        await remote.call(tiers, asked);
        await remote.call(tiers, asked);
        const shown = received.map(({ headers }) => headers.authorization ?? '');
        expect(shown[1]).toBe(shown[0]);
        const { payload } = await jwtVerify((shown[0] ?? '').replace('Bearer ', ''), Buffer.from(secret), {
          issuer: 'facet',
          audience: 'loyalty',
          algorithms: ['HS256'],
        });
        expect(payload).toMatchObject({
          sub: 'shop',
          kind: 'client',
          role: 'full',
          apps: ['web'],
          brands: null,
          may_write: true,
          request_id: 'request-1',
        });
        expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
      },
    );
  });

  it('is told by another token where an operation takes longer than one is valid', async () => {
    const secret = 'a secret of thirty-two bytes or more';
    const token = { algorithm: 'HS256', key: secret, audience: undefined, seconds: 2 };
    await withServer(sends(answer), { token }, async (remote, received) => {
      const asked = askedWith();
      await remote.call(tiers, asked);
      await new Promise((resolve) => setTimeout(resolve, 2100));
      await remote.call(tiers, asked);
      const [, shown = ''] = (received[1]?.headers.authorization ?? '').split(' ');
      expect((await jwtVerify(shown, Buffer.from(secret))).payload.sub).toBe('anonymous');
    });
  });

  it('is signed with a key of a file, too', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await withServer(
      sends(answer),
      { token: { algorithm: 'EdDSA', key, audience: undefined, seconds: 5 } },
      async (remote, received) => {
        await remote.call(tiers, askedWith());
        const [, shown = ''] = (received[0]?.headers.authorization ?? '').split(' ');
        expect((await jwtVerify(shown, publicKey)).payload.sub).toBe('anonymous');
      },
    );
  });

  it.each([
    ['HS256', 'short', 'the secret of HS256 has at least 32 bytes'],
    ['RS256', 'no key', 'its key is no private key in PEM'],
    ['RS256', 'ed25519', 'RS256 needs a key of the type rsa'],
    ['ES256', 'P-384', 'ES256 needs a key of the curve prime256v1'],
  ])('refuses for %s %s', (algorithm, what, reason) => {
    const { privateKey } =
      what === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const key = ['ed25519', 'P-384'].includes(what)
      ? privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
      : what;
    const token = { algorithm, key, audience: undefined, seconds: 5 };
    const log = { warn: () => {}, info: () => {}, debug: () => {} };
    expect(() => createRemote(settingsFor('http://127.0.0.1:1/', { token }), { log })).toThrow(
      `The token of the subgraph "loyalty" cannot be made: ${reason}.`,
    );
  });
});

describe('TLS', () => {
  it('trusts whom the config names, and nobody else', async () => {
    const { key, cert } = selfSigned();
    const server = createServer({ key, cert }, (request, response) => {
      request.resume();
      sends(answer)(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const trusting = openRemote(url, { tls: { ca: cert } });
    const other = openRemote(url);
    try {
      expect(await trusting.call(tiers, askedWith())).toEqual(answer);
      expect(await failureOf(other.call(tiers, askedWith()))).toMatchObject({
        code: 'SUBGRAPH_UNAVAILABLE',
        message: expect.stringMatching(
          /^The subgraph "loyalty" cannot be reached: no trusted connection can be made \(\w+\)\.$/,
        ),
      });
    } finally {
      trusting.end();
      other.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('refuses certificates that are none, without repeating them', () => {
    expect(() => openRemote('https://127.0.0.1:1/', { tls: { cert: 'secret', key: 'secret' } })).toThrow(
      'The certificates of the subgraph "loyalty" (tls) cannot be used: one is no PEM, or the key is not its own.',
    );
  });
});
