import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { checkHost } from '../../../src/gateway/origins/checkHost.js';
import { loopbackHosts } from '../../../src/gateway/startServer.js';
import { httpRefused } from '../httpRefused.js';
import { codeIn, rawRequest } from '../rawRequest.js';
import { startTestServer, type TestServer } from '../testServer.js';

describe('checkHost', () => {
  it.each(['localhost', 'LocalHost', 'LOCALHOST:4000', '127.0.0.1:1', '[::1]', '[::1]:65535', 'localhost:04000'])(
    'lets %s pass, which is allowed',
    (host) => expect(() => checkHost(host, loopbackHosts)).not.toThrow(),
  );

  it.each([
    ['evil.example', 'evil.example'],
    ['Evil.Example:4000', 'evil.example'],
    ['localhost.evil.example', 'localhost.evil.example'],
    ['127.0.0.1.nip.io', '127.0.0.1.nip.io'],
    ['localhost.', 'localhost.'],
    ['0.0.0.0', '0.0.0.0'],
    ['[::ffff:127.0.0.1]:80', '[::ffff:127.0.0.1]'],
    ['127.1', '127.1'],
  ])('refuses %s, and names who answers', (host, name) => {
    expect(() => checkHost(host, loopbackHosts)).toThrow(
      httpRefused(
        403,
        'HOST_NOT_ALLOWED',
        `This server answers to localhost, 127.0.0.1, [::1] only, not to "${name}".`,
      ),
    );
    expect(() => checkHost(host, undefined)).not.toThrow();
  });

  it.each([
    [undefined],
    [''],
    [' '],
    ['a b'],
    ['127.0.0.1@evil.example'],
    ['evil.example/localhost'],
    ['localhost:'],
    ['localhost:http'],
    ['localhost:123456'],
    ['localhost:-1'],
    ['::1'],
    ['[::1'],
    ['[localhost]'],
    ['http://localhost'],
    ['localhost\n'],
    ['localhost,evil.example'],
    ['ｌocalhost'],
    ['ſ.example'],
    ['<script>'],
  ])('refuses %j, which is none, whoever may ask', (host) => {
    for (const allowed of [loopbackHosts, undefined])
      expect(() => checkHost(host, allowed)).toThrow(
        httpRefused(400, 'BAD_REQUEST', 'The request has no valid Host header.'),
      );
  });

  it('lets nobody pass where none is allowed', () => {
    expect(() => checkHost('localhost', [])).toThrow(expect.objectContaining({ code: 'HOST_NOT_ALLOWED' }));
  });
});

describe('a server for its own machine', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ allowedHosts: loopbackHosts });
  });
  afterAll(() => server.stop());

  test.each([
    ['localhost', 200],
    ['LOCALHOST:4000', 200],
    ['127.0.0.1:1', 200],
    ['[::1]:4000', 200],
    ['evil.example', 403],
    ['evil.example:4000', 403],
    ['localhost.evil.example', 403],
    ['127.0.0.1@evil.example', 400],
    ['a b', 400],
  ])('Host %s: %i', async (host, status) => {
    const answer = await rawRequest(`${server.endpoint}?query={hello}`, { headers: { host } });
    expect(answer.status).toBe(status);
    if (status !== 200) expect(codeIn(answer)).toBe(status === 403 ? 'HOST_NOT_ALLOWED' : 'BAD_REQUEST');
  });
});
