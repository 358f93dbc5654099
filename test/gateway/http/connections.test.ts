import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnections, type Connections } from '../../../src/gateway/http/connections.js';
import { until } from '../testServer.js';

const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

describe('createConnections', () => {
  let connections: Connections;
  let server: Server;
  let clients: Socket[];
  /** Ends the answers that are under way, the oldest first. */
  let answers: (() => void)[];
  /** The server's ends of the connections that asked. */
  let sockets: Socket[];

  beforeEach(async () => {
    [clients, answers, sockets] = [[], [], []];
    connections = createConnections();
    server = createServer(({ socket }, response) => {
      sockets.push(socket);
      answers.push(() => response.end('done'));
    });
    connections.watch(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(async () => {
    connections.closeAll();
    for (const client of clients) client.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  async function open(): Promise<Socket> {
    const { port } = server.address() as AddressInfo;
    const client = connect(port, '127.0.0.1').on('error', () => {});
    clients.push(client.resume());
    await once(client, 'connect');
    return client;
  }

  it('counts those that are open, and those that ever were', async () => {
    expect([connections.count, connections.accepted, connections.unanswered]).toEqual([0, 0, 0]);
    const [one] = [await open(), await open()];
    await until(() => connections.count === 2);
    one.destroy();
    await until(() => connections.count === 1);
    await open();
    await until(() => connections.accepted === 3);
    expect([connections.count, connections.unanswered]).toEqual([2, 0]);
  });

  it('counts one once whose request is read again, with what is under way on it', async () => {
    const client = await open();
    client.write(request);
    await until(() => sockets.length === 1);
    const [socket] = sockets as [Socket];
    const listeners = socket.listenerCount('close');
    // What watches it is told of the connection again.
    for (let n = 0; n < 20; n += 1) server.listeners('connection').at(-1)?.call(server, socket);
    client.write(request.repeat(2));
    await until(() => connections.unanswered === 3);
    expect([connections.count, connections.accepted, connections.isLastOn(socket)]).toEqual([1, 1, false]);
    expect(socket.listenerCount('close')).toBe(listeners);
  });

  it('counts requests until their answers have gone out', async () => {
    const client = await open();
    client.write(request);
    await until(() => connections.unanswered === 1);
    answers.shift()?.();
    await until(() => connections.unanswered === 0);
    expect(connections.count).toBe(1);
  });

  it('does not count the request of a client that is gone', async () => {
    const client = await open();
    client.write(request);
    await until(() => connections.unanswered === 1);
    client.destroy();
    await until(() => connections.unanswered === 0 && connections.count === 0);
  });

  it('knows whether another request waits on a connection', async () => {
    const client = await open();
    client.write(request + request);
    await until(() => connections.unanswered === 2);
    const [socket] = sockets;
    expect(socket && connections.isLastOn(socket)).toBe(false);
    answers.shift()?.();
    await until(() => connections.unanswered === 1);
    expect(socket && connections.isLastOn(socket)).toBe(true);
  });

  it('closes idle ones, those that never sent anything too, and leaves one that has begun a request', async () => {
    const [silent, used, busy] = [await open(), await open(), await open()];
    used.write(request);
    await until(() => connections.unanswered === 1);
    answers.shift()?.();
    await until(() => connections.unanswered === 0);
    busy.write(request.slice(0, 20));
    await until(() => connections.count === 3);
    // What was sent has to arrive.
    await new Promise((resolve) => setTimeout(resolve, 20));
    connections.closeIdle();
    await Promise.all([once(silent, 'close'), once(used, 'close')]);
    await until(() => connections.count === 1);
    busy.write(request.slice(20));
    await until(() => connections.unanswered === 1);
  });

  it('takes no new ones after it stopped to listen, and lets the open ones live', async () => {
    const client = await open();
    await until(() => connections.count === 1);
    const { port } = server.address() as AddressInfo;
    connections.stopListening();
    const refused = connect(port, '127.0.0.1');
    await expect(once(refused, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    client.write(request);
    await until(() => connections.unanswered === 1);
    answers.shift()?.();
    const [answer] = (await once(client, 'data')) as [Buffer];
    expect(String(answer)).toContain('200 OK');
  });

  it('closes all of them, whatever they do', async () => {
    const [one, other] = [await open(), await open()];
    one.write(request);
    await until(() => connections.unanswered === 1 && connections.count === 2);
    connections.closeAll();
    await Promise.all([once(one, 'close'), once(other, 'close')]);
    await until(() => connections.count === 0 && connections.unanswered === 0);
  });

  it('watches several servers at once', async () => {
    const other = createServer((_, response) => response.end());
    connections.watch(other);
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    clients.push(connect(port, '127.0.0.1'));
    await open();
    await until(() => connections.count === 2);
    connections.stopListening();
    expect([server.listening, other.listening]).toEqual([false, false]);
    connections.closeAll();
    await until(() => connections.count === 0);
  });
});
