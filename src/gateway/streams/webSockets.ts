import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger } from 'fastify';
import { parse } from 'graphql';
import { handleProtocols, makeServer, type Context } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { UserError } from '../../lib/errors/UserError.js';
import { codedError } from '../../lib/errors/codedError.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';
import { checkHost } from '../origins/checkHost.js';
import { refuseForeignPages } from '../origins/csrf.js';
import { refuseUpgrade } from './refuseUpgrade.js';
import { streamPath } from './streamRoute.js';
import { countedBy, type StreamResults, type Streams } from './Streams.js';

/** Milliseconds between signs of life; a client that has not answered the last one is gone. */
const heartbeat = 15_000;
/** Milliseconds that a client has to close its connection when it is told to. */
const closing = 1000;
/** Bytes that wait for a client to read them, beyond which it may say nothing more: every message is answered. */
const mostUnread = 1_000_000;

/** `Going away`, and `Try again later`. */
const [goingAway, tryLater] = [1001, 1013];

interface WebSocketOptions {
  readonly streams: Streams;
  readonly log: FastifyBaseLogger;
  /** Whose pages may connect. */
  readonly origins: readonly string[];
  /** Host names that may be addressed; undefined for any. */
  readonly allowedHosts: readonly string[] | undefined;
  /** Bytes of a message, and connections, those of one key too: as many as there may be subscriptions. */
  readonly limits: { readonly body: number; readonly most: number; readonly mostPerKey: number };
}

/** The WebSockets of a server. */
export interface WebSockets {
  /** Takes a request that asks for another protocol. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Tells all clients to go, and takes no more. */
  readonly end: () => void;
}

/** What is known of a connection. */
interface Extra {
  readonly request: IncomingMessage;
  readonly socket: WebSocket;
  readonly requestId: string;
}

/** graphql-ws wants a document to be executed; ours has been read when it asks. */
const anySubscription = parse('subscription { any }');

/** Closes a connection, whatever its client does. */
function close(socket: WebSocket, code?: number, reason?: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), closing).unref();
}

/** The key that a client shows: browsers can give it in the first message alone. */
function authorizationOf({
  connectionParams = {},
  extra,
}: Context<Record<string, unknown>, Extra>): string | undefined {
  const given = connectionParams['authorization'] ?? connectionParams['Authorization'];
  if (given == null) return extra.request.headers.authorization;
  // What is shown counts, and anything but a text is no key.
  return typeof given === 'string' ? given : '';
}

function createProtocol({ streams, log, limits: { mostPerKey } }: WebSocketOptions) {
  const found = new WeakMap<object, StreamResults>();
  const ofKeys = new Map<string | undefined, number>();
  /** Counts a connection for its key as long as it is open; false where the key has as many as it may. */
  const count = (client: string | undefined, socket: WebSocket): boolean => {
    const open = ofKeys.get(client) ?? 0;
    if (open >= mostPerKey) return false;
    ofKeys.set(client, open + 1);
    socket.once('close', () => {
      const left = (ofKeys.get(client) ?? 0) - 1;
      if (left > 0) ofKeys.set(client, left);
      else ofKeys.delete(client);
    });
    return true;
  };
  return makeServer<Record<string, unknown>, Extra>({
    onConnect: async (context) => {
      const { requestId, socket } = context.extra;
      try {
        const authorization = authorizationOf(context);
        const admission = await streams.admit({ requestId, authorization }, AbortSignal.timeout(10_000));
        // It may have gone meanwhile.
        if (socket.readyState !== socket.OPEN) return false;
        if (count(countedBy(admission), socket)) return true;
        close(socket, tryLater, `${mostPerKey} connections of this key are open`);
        return false;
      } catch (error) {
        const isRefused = error instanceof UserError && ['UNAUTHENTICATED', 'FORBIDDEN'].includes(error.code);
        if (!isRefused) close(socket, tryLater, 'It cannot be told at present whose key this is');
        return false;
      }
    },
    onSubscribe: async (context, _id, params) => {
      const { socket, requestId } = context.extra;
      const cut = (): void => socket.terminate();
      try {
        const authorization = authorizationOf(context);
        const results = await streams.begin({ requestId, authorization, params, log, cut });
        const contextValue = {};
        found.set(contextValue, results);
        return { schema: streams.schema, document: anySubscription, contextValue };
      } catch (error) {
        if (error instanceof HttpRefusal) return [codedError(error.code, error.message)];
        log.error({ err: error }, 'internal error');
        return [codedError('INTERNAL_SERVER_ERROR', 'Internal error.')];
      }
    },
    subscribe: ({ contextValue }) => found.get(contextValue as object) as never,
  });
}

/** Has graphql-ws take the messages of a connection. */
function attach(protocol: ReturnType<typeof createProtocol>, extra: Extra, log: FastifyBaseLogger): void {
  const { socket } = extra;
  const fail = (error: unknown): void => {
    log.error({ err: error }, 'internal error');
    socket.terminate();
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve) => {
          if (socket.readyState === socket.OPEN) socket.send(data, () => resolve());
          else resolve();
        }),
      close: (code, reason) => close(socket, code, reason),
      onMessage: (take) => void socket.on('message', (data: Buffer) => void take(data.toString('utf8')).catch(fail)),
    },
    extra,
  );
  socket.on('message', () => {
    if (socket.bufferedAmount > mostUnread) socket.terminate();
  });
  socket.on('error', (error) => log.debug({ err: error }, 'A WebSocket failed.'));
  socket.once('close', (code, reason) => void closed(code, reason.toString('utf8')));
}

/** Asks all clients for signs of life until the returned function is called; one that gives none is gone. */
function keepAlive({ clients }: WebSocketServer): () => void {
  const asked = new WeakSet<WebSocket>();
  const beat = setInterval(() => {
    for (const socket of clients) {
      if (asked.has(socket)) socket.terminate();
      asked.add(socket);
      socket.once('pong', () => asked.delete(socket));
      socket.ping();
    }
  }, heartbeat).unref();
  return () => clearInterval(beat);
}

/** Answers subscriptions by WebSocket, in the protocol `graphql-transport-ws`. */
export function createWebSockets(options: WebSocketOptions): WebSockets {
  const { log, origins, allowedHosts, limits } = options;
  const { body, most } = limits;
  const protocol = createProtocol(options);
  const server = new WebSocketServer({ noServer: true, maxPayload: body, perMessageDeflate: false, handleProtocols });
  const stopAsking = keepAlive(server);
  let hasEnded = false;
  const check = ({ headers, url }: IncomingMessage): void => {
    checkHost(headers.host, allowedHosts);
    if (url?.split('?', 1)[0] !== streamPath)
      throw new HttpRefusal('NOT_FOUND', `There is no WebSocket here; subscriptions are at ${streamPath}.`);
    refuseForeignPages(headers, origins);
    if (hasEnded) throw new HttpRefusal('OVERLOADED', 'The server is shutting down; ask again.');
    if (server.clients.size >= most)
      throw new HttpRefusal('TOO_MANY_SUBSCRIPTIONS', `${most} connections are open, which is the limit.`);
  };
  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      try {
        check(request);
        server.handleUpgrade(request, socket, head, (opened) =>
          attach(protocol, { request, socket: opened, requestId: randomUUID() }, log),
        );
      } catch (error) {
        if (!(error instanceof HttpRefusal)) log.error({ err: error }, 'internal error');
        refuseUpgrade(
          socket,
          error instanceof HttpRefusal ? error : new HttpRefusal('INTERNAL_SERVER_ERROR', 'Internal error.'),
        );
      }
    },
    end() {
      hasEnded = true;
      stopAsking();
      for (const socket of server.clients) close(socket, goingAway, 'Going away');
    },
  };
}
