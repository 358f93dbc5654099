import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { checkPort, listen } from '../../../src/gateway/http/listen.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { refusal } from '../../support/refusal.js';
import { rawRequest } from '../rawRequest.js';
import { limits, startTestServer } from '../testServer.js';

/** A program that holds a port of this machine. */
let holder: Server;
let taken: number;
beforeAll(async () => {
  holder = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(holder, 'listening');
  ({ port: taken } = holder.address() as AddressInfo);
});
afterAll(() => void holder.close());

const inUse = () =>
  refusal(
    `Port ${taken} of 127.0.0.1 is in use; stop the program that holds it, or set PORT to a free port.`,
    'LISTEN_FAILED',
  );
const noAddress = (host: string, code: string) =>
  refusal(`HOST "${host}" is not an address of this machine (${code}).`, 'LISTEN_FAILED');

describe('checkPort', () => {
  it('lets a free port pass, and leaves it free', async () => {
    const probe = createServer().listen({ host: '127.0.0.1', port: 0 });
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, 'close');
    await checkPort('127.0.0.1', port);
    await checkPort('127.0.0.1', port);
    await checkPort('127.0.0.1', 0);
    await checkPort('localhost', 0);
  });

  it('refuses a port that is taken', async () => {
    await expect(checkPort('127.0.0.1', taken)).rejects.toThrow(inUse());
  });

  it('refuses a host that is another machine’s', async () => {
    await expect(checkPort('203.0.113.7', 0)).rejects.toThrow(noAddress('203.0.113.7', 'EADDRNOTAVAIL'));
  });

  it('throws what is a fault of ours as it is', async () => {
    await expect(checkPort('127.0.0.1', 70_000)).rejects.toThrow(RangeError);
  });
});

describe('listen', () => {
  let app: FastifyInstance;
  beforeEach(() => {
    app = fastify();
    app.get('/', async () => 'here');
  });
  afterEach(() => app.close());

  it.each([
    ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/],
    // The whole of a machine is reached by its own address.
    ['0.0.0.0', /^http:\/\/127\.0\.0\.1:\d+$/],
  ])('at %s tells the URL to reach it by', async (host, url) => {
    const told = await listen(app, host, 0);
    expect(told).toMatch(url);
    expect((await rawRequest(told)).text).toBe('here');
  });

  it('refuses a port that is taken', async () => {
    await expect(listen(app, '127.0.0.1', taken)).rejects.toThrow(inUse());
  });
});

describe('a server', () => {
  test('at a port in use fails with a sentence that names it, and leaves who holds it', async () => {
    const first = await startTestServer();
    try {
      const port = Number(new URL(first.url).port);
      const second = startTestServer({ config: { host: '127.0.0.1', port, limits } });
      await expect(second).rejects.toThrow(
        `Port ${port} of 127.0.0.1 is in use; stop the program that holds it, or set PORT to a free port.`,
      );
      await expect(second).rejects.toBeInstanceOf(UserError);
      expect((await rawRequest(`${first.url}/health/live`)).status).toBe(200);
    } finally {
      await first.stop();
    }
  });

  test.each(['203.0.113.7', 'no-such-host.invalid'])('at %s fails with a sentence that names it', async (host) => {
    const started = startTestServer({ config: { host, port: 0, limits } });
    await expect(started).rejects.toThrow(`HOST "${host}" is not an address of this machine`);
  });
});
