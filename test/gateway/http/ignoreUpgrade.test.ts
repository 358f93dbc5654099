import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestServer, until, type TestServer } from '../testServer.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Sends texts on one connection, each when an answer to the one before has come; gives all that was received. */
async function converse(texts: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
  const answers = (): number => received.match(/HTTP\/1\.1 \d+/g)?.length ?? 0;
  for (const [n, text] of texts.entries()) {
    // In two pieces, the second of which comes later.
    socket.write(text.slice(0, -10));
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.write(text.slice(-10));
    await until(() => answers() > n);
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  socket.destroy();
  return received;
}

const body = JSON.stringify({ query: '{ hello(name: "h2c") }' });
const post = (headers: string): string =>
  `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n${headers}\r\n${body}`;

describe('a request that asks for another protocol', () => {
  it.each([
    [
      'HTTP/2, as Java does',
      'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n',
    ],
    ['something else, and to be kept', 'connection: keep-alive, upgrade\r\nupgrade: other/1.0\r\n'],
  ])('is answered in its own: %s', async (_, headers) => {
    const received = await converse([post(headers), post(''), post(headers)]);
    expect(received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
    expect(received.match(/\{"data":\{"hello":"[^"]*h2c[^"]*"\}\}/g)).toHaveLength(3);
    expect(received).not.toContain('101 Switching');
  });

  it('is judged as every other', async () => {
    const received = await converse([
      'GET /nowhere HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n',
    ]);
    expect(received).toContain('404 Not Found');
  });
});
