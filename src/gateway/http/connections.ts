import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as Listener, type Socket } from 'node:net';
import { isEncrypted } from './createListener.js';

/** The connections of the HTTP servers that are watched, and what is under way on them. */
export interface Connections {
  /** Watches a server, before it listens. */
  watch(server: Server): void;
  /** Open connections. */
  readonly count: number;
  /** Connections that were ever accepted. */
  readonly accepted: number;
  /** Requests whose answers have not been handed to the operating system to their end. */
  readonly unanswered: number;
  /** Whether no second request waits on a connection for its answer. */
  isLastOn(socket: Socket): boolean;
  /** Takes no new connections; the open ones live on. */
  stopListening(): void;
  /** Closes those on which nothing has arrived of a request without an answer; only to be called while `unanswered` is 0. */
  closeIdle(): void;
  /** Closes all of them, whatever they do. */
  closeAll(): void;
}

/** Where a connection comes from. */
const placeOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

/** Keeps those connections of a server on which TLS is not spoken yet, by where they come from: TLS has another object for each. */
function watchHandshakes(server: Server, handshaking: Map<string, Socket>): void {
  server.on('connection', (socket: Socket) => {
    const place = placeOf(socket);
    handshaking.set(place, socket);
    socket.once('close', () => handshaking.delete(place));
  });
  server.on('secureConnection', (socket: Socket) => handshaking.delete(placeOf(socket)));
}

/** Counts connections and the requests on them, of no server yet. */
export function createConnections(): Connections {
  const servers: Server[] = [];
  /** Requests without a whole answer, by connection. */
  const open = new Map<Socket, number>();
  const handshaking = new Map<string, Socket>();
  let unanswered = 0;
  let accepted = 0;

  const count = (socket: Socket, change: 1 | -1): void => {
    unanswered += change;
    const before = open.get(socket);
    if (before !== undefined) open.set(socket, before + change);
  };
  const watch = (server: Server): void => {
    servers.push(server);
    if (isEncrypted(server)) watchHandshakes(server, handshaking);
    server.on(isEncrypted(server) ? 'secureConnection' : 'connection', (socket: Socket) => {
      // One whose request is read again, see `ignoreUpgrade`.
      if (open.has(socket)) return;
      accepted += 1;
      open.set(socket, 0);
      socket.once('close', () => open.delete(socket));
    });
    server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
      count(socket, 1);
      response.once('close', () => count(socket, -1));
    });
  };

  return {
    watch,
    get count() {
      return open.size + handshaking.size;
    },
    get accepted() {
      return accepted;
    },
    get unanswered() {
      return unanswered;
    },
    isLastOn: (socket) => (open.get(socket) ?? 0) <= 1,
    stopListening() {
      // Node's own for HTTP also closes at once what it takes for idle, answers that are still being sent included.
      for (const server of servers) Listener.prototype.close.call(server);
    },
    closeIdle() {
      for (const server of servers) server.closeIdleConnections();
      // Node counts a connection that never sent anything as busy.
      for (const socket of open.keys()) if (socket.bytesRead === 0) socket.destroy();
      for (const socket of handshaking.values()) socket.destroy();
    },
    closeAll() {
      for (const socket of [...open.keys(), ...handshaking.values()]) socket.destroy();
    },
  };
}
