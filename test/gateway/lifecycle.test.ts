import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../src/lib/UserError.js';
import { rawRequest } from './rawRequest.js';
import { waiting } from './testSchema.js';
import { limits, startTestServer, until, type TestServer } from './testServer.js';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({ drainMilliseconds: 300 });
  waiting.aborted = 0;
});
afterEach(() => server.stop());

const requestLine = () => server.lines.find(({ msg }) => msg === 'request');

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

test('a stop does not wait for idle connections, used or not', async () => {
  const agent = new Agent({ keepAlive: true });
  await new Promise((resolve, reject) => {
    const sent = request(`${server.url}/health/live`, { agent }, (response) => response.resume().on('end', resolve));
    sent.on('error', reject).end();
  });
  const silent = connect(Number(new URL(server.url).port), '127.0.0.1');
  silent.on('error', () => {});
  await new Promise((resolve) => silent.once('connect', resolve));
  const began = Date.now();
  await server.stop();
  expect(Date.now() - began).toBeLessThan(280);
  agent.destroy();
  silent.destroy();
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

test('a client that goes away aborts its request, and nothing is logged as an error', async () => {
  const leaving = new AbortController();
  const body = JSON.stringify({ query: '{ wait(milliseconds: 60000) }' });
  const headers = { 'content-type': 'application/json' };
  const sent = fetch(server.endpoint, { method: 'POST', body, headers, signal: leaving.signal });
  await until(() => waiting.running === 1);
  leaving.abort();
  await expect(sent).rejects.toThrow();
  await until(() => waiting.aborted === 1 && requestLine() !== undefined);
  expect(requestLine()).toMatchObject({ status: 499, path: '/graphql' });
  await delay(20);
  expect(server.lines.filter(({ level }) => Number(level) >= 40)).toEqual([]);
});

test('a signal is aborted by an answer: what still runs has nobody to run for', async () => {
  let signal: AbortSignal | undefined;
  const other = await startTestServer({
    createContext: async (facts) => {
      signal = facts.signal;
      return {};
    },
  });
  await other.post('{ hello }');
  await until(() => other.lines.some(({ msg }) => msg === 'request'));
  await other.stop();
  expect(signal?.aborted).toBe(true);
});

test('a port in use is a sentence that names it', async () => {
  const port = Number(new URL(server.url).port);
  const second = startTestServer({ config: { host: '127.0.0.1', port, limits } });
  await expect(second).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is in use; stop the program that holds it, or set PORT to a free port.`,
  );
  await expect(second).rejects.toBeInstanceOf(UserError);
  expect((await rawRequest(`${server.url}/health/live`)).status).toBe(200);
});

test.each(['203.0.113.7', 'no-such-host.invalid'])('HOST %s is a sentence that names it', async (host) => {
  const started = startTestServer({ config: { host, port: 0, limits } });
  await expect(started).rejects.toThrow(`HOST "${host}" is not an address of this machine`);
});
