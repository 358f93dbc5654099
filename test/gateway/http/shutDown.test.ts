import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createTally, runKeepAliveClient } from '../keepAliveClient.js';
import { rawRequest } from '../rawRequest.js';
import { waiting } from '../testSchema.js';
import { startTestServer, until, type TestServer } from '../testServer.js';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({ finishMilliseconds: 300 });
  waiting.aborted = 0;
});
afterEach(() => server.stop());

test('a stop finishes the running request and closes its connection', async () => {
  const running = server.post('{ wait(milliseconds: 150) }');
  await until(() => waiting.running === 1);
  const stopped = server.stop();
  const { status, data, headers } = await running;
  expect({ status, data }).toEqual({ status: 200, data: { wait: 'done' } });
  expect(headers.get('connection')).toBe('close');
  await stopped;
  expect(waiting.aborted).toBe(0);
  await expect(fetch(server.endpoint)).rejects.toThrow();
});

test('idle connections, used or not, are closed in the end, and have a moment for a request before', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (): Promise<string | undefined> =>
    new Promise((resolve, reject) => {
      const sent = request(`${server.url}/health/live`, { agent }, (response) =>
        response.resume().on('end', () => resolve(response.headers.connection)),
      );
      sent.on('error', reject).end();
    });
  expect(await ask()).toBe('keep-alive');
  const port = Number(new URL(server.url).port);
  const silent = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  for (const socket of silent) await once(socket, 'connect');
  const [first, second] = silent as [Socket, Socket];
  second.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(second, 'data');
  const stopped = server.stop();
  await delay(100);
  expect(await ask()).toBe('close');
  const closed = Promise.all([once(first.resume(), 'end'), once(second.resume(), 'end')]);
  await stopped;
  await closed;
  agent.destroy();
});

test('before it stops it serves on for a while, and is not ready', async () => {
  const stopped = server.stop(800);
  const ready = await rawRequest(`${server.url}/health/ready`);
  expect([ready.status, ready.headers.connection, JSON.parse(ready.text)]).toMatchObject([
    503,
    'close',
    { status: 'not ready', reason: 'The server is shutting down.' },
  ]);
  expect((await server.post('{ hello }')).data).toEqual({ hello: 'Hello world' });
  await stopped;
  await expect(fetch(server.endpoint)).rejects.toThrow();
});

test.each([0, 150])('no request of 60 keep-alive clients is lost by a stop that drains for %s ms', async (drain) => {
  const tally = createTally();
  const port = Number(new URL(server.url).port);
  const clients = Array.from({ length: 60 }, (_, index) =>
    runKeepAliveClient({
      port,
      path: `/graphql?query=${encodeURIComponent(`{ wait(milliseconds: ${(index * 7) % 50}) }`)}`,
      pause: () => (index * 13) % 90,
      tally,
    }),
  );
  await until(() => tally.answered > 300);
  expect(tally.announced).toBe(0);
  await server.stop(drain);
  await Promise.all(clients);
  expect(tally.lost).toBe(0);
  // Each connection was told before it was closed.
  expect(tally.announced).toBeGreaterThanOrEqual(60);
});

test('an answer that is read slowly, and requests sent behind each other, come whole', async () => {
  const port = Number(new URL(server.url).port);
  const slow = connect(port, '127.0.0.1').pause();
  // Small requests, so that all of them are there before the first is answered; large answers.
  const query = `query ($name: String) { ${Array.from({ length: 100 }, (_, n) => `a${n}: hello(name: $name)`).join(' ')} }`;
  const body = JSON.stringify({ query, variables: { name: 'x'.repeat(8000) } });
  const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  slow.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`.repeat(8));
  await until(() => server.lines.filter(({ msg }) => msg === 'request').length > 0);
  const stopped = server.stop();
  await delay(100);
  let read = '';
  slow.setEncoding('latin1').on('data', (chunk: string) => (read += chunk));
  slow.resume();
  await once(slow, 'end');
  expect(read.match(/^HTTP\/1\.1 200 /gm)).toHaveLength(8);
  expect(read.match(/"a99":"Hello x{8000}"/g)).toHaveLength(8);
  await stopped;
});

test('a request that takes too long for a stop is aborted and told so', async () => {
  const running = server.post('{ wait(milliseconds: 60000) }');
  await until(() => waiting.running === 1);
  const began = Date.now();
  const stopped = server.stop();
  const { errors } = await running;
  expect(errors?.[0]?.extensions.code).toBe('REQUEST_ABORTED');
  await stopped;
  expect(Date.now() - began).toBeLessThan(1500);
});

test('while it stops it is not ready, and answers what comes on open connections', async () => {
  const slow = server.post('{ wait(milliseconds: 200) }');
  await until(() => waiting.running === 1);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
  socket.on('error', () => {});
  // Half a request, so that the connection is not idle.
  socket.write('GET /health/ready HTTP/1.1\r\nHost: localhost\r\n');
  await delay(20);
  const stopped = server.stop();
  socket.write('\r\n');
  await until(() => received.includes('shutting down'));
  expect(received).toMatch(/^HTTP\/1\.1 503 /);
  expect((await slow).data).toEqual({ wait: 'done' });
  await stopped;
});

test('a second stop waits for the first', async () => {
  await Promise.all([server.stop(), server.stop()]);
  await server.stop();
});
