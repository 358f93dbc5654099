import { afterEach, describe, expect, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { limits, startTestServer, until } from '../testServer.js';

describe('clients that do not read', () => {
  const sockets: Socket[] = [];
  afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));

  test('hold their share of the memory until they are cut off', async () => {
    // 20 MB are more than the system keeps for a reader; they count as 40 MB.
    const server = await startTestServer({
      config: {
        host: '127.0.0.1',
        port: 0,
        limits: { ...limits, memory: 60_000_000, totalMemory: 70_000_000, seconds: 1 },
      },
    });
    const large = '{ text(length: 20000000) }';
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1').pause();
    sockets.push(socket.on('error', () => {}));
    socket.write(`GET /graphql?query=${encodeURIComponent(large)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    const lines = () => server.lines.filter(({ msg }) => msg === 'request');
    await delay(300);
    const meanwhile = await server.post(large);
    const small = await server.post('{ hello }');
    expect([meanwhile.status, meanwhile.headers.get('retry-after'), meanwhile.errors?.[0]?.extensions.code]).toEqual([
      503,
      '1',
      'OVERLOADED',
    ]);
    expect(small.data).toEqual({ hello: 'Hello world' });
    await until(() => lines().some(({ status }) => status === 499));
    const { data } = await server.post(large);
    await server.stop();
    expect(String(data?.['text'])).toHaveLength(20_000_000);
  });
});
