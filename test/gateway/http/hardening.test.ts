import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { httpKeys } from '../../../src/config/httpKeys.js';
import { rawRequest } from '../rawRequest.js';
import { limits, startTestServer, until, type TestServer } from '../testServer.js';

let server: TestServer;
beforeAll(async () => {
  const http = {
    ...httpKeys.parse(undefined),
    connections: 3,
    headersSeconds: 1,
    requestSeconds: 2,
    headerBytes: 2048,
  };
  server = await startTestServer({ config: { host: '127.0.0.1', port: 0, limits, http } });
});
afterAll(() => server.stop());

const open = async (): Promise<Socket> => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
};
/** All that a connection is sent until it is closed. */
async function readAll(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (bytes: Buffer) => (text += bytes.toString()));
  if (!socket.closed) await once(socket, 'close');
  return text;
}

describe('every answer', () => {
  it.each([
    ['an answer', '/graphql?query={hello}', 200],
    ['a fault of a query', '/graphql?query={nothing}', 200],
    ['no such path', '/elsewhere', 404],
    ['a refusal before the query', '/graphql?query=%80', 400],
    ['the health', '/health/ready', 200],
  ])('may be shown in no page and taken for nothing else: %s', async (_, path, status) => {
    const { status: found, headers } = await rawRequest(`${server.url}${path}`);
    expect(found).toBe(status);
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none';object-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    // Only where TLS is spoken here can a browser be told to come by it.
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
  });
});

describe('a client that takes what it can', () => {
  it('is closed where it does not send its headers in time', async () => {
    const socket = await open();
    socket.write('GET /graphql?query={hello} HTTP/1.1\r\nHost: localhost\r\n');
    expect(await readAll(socket)).toContain('408 Request Timeout');
  });

  it('is closed where it does not send its body in time', async () => {
    const socket = await open();
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
    );
    expect(await readAll(socket)).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  it('is refused headers of more than may be', async () => {
    const socket = await open();
    socket.write(`GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'a'.repeat(3000)}\r\n\r\n`);
    expect(await readAll(socket)).toContain('431 Request Header Fields Too Large');
  });

  it('has no more connections than there may be, and the log says so once', async () => {
    const held = [await open(), await open(), await open()];
    const answers = await Promise.all([open(), open()].map(async (socket) => readAll(await socket)));
    expect(answers).toEqual(['', '']);
    for (const socket of held) socket.destroy();
    await until(async () => (await rawRequest(`${server.url}/health/live`).catch(() => undefined))?.status === 200);
    expect(server.lines.filter(({ msg }) => String(msg).includes('http.connections'))).toHaveLength(1);
  });
});
