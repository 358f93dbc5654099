import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import type { Logger } from 'pino';
import type { HttpConfig } from '../../config/httpKeys.js';
import { followTls, readTls } from './tls.js';

// Milliseconds that an idle connection lives: longer than balancers keep theirs, so that they close first.
const keepAliveTimeout = 72_000;
/** Milliseconds between two looks for clients that are too slow. */
const checkInterval = 1000;
/** Milliseconds between two lines of the log that say that connections were closed for being too many. */
const dropInterval = 60_000;

/** What a listener is made with; see `httpKeys`. */
export type ListenerOptions = Pick<
  HttpConfig,
  'connections' | 'headersSeconds' | 'requestSeconds' | 'headerBytes' | 'tls'
>;

/** Whether a server speaks TLS. */
export const isEncrypted = (server: Server): server is TlsServer => server instanceof TlsServer;

function tellDrops(server: Server, most: number, log: Logger): void {
  let [dropped, toldAt] = [0, -Infinity];
  server.on('drop', () => {
    dropped += 1;
    if (performance.now() - toldAt < dropInterval) return;
    log.warn({ dropped, most }, 'More connections than http.connections: new ones are closed.');
    [dropped, toldAt] = [0, performance.now()];
  });
}

/**
 * Makes the server of an HTTP handler: with TLS where the files of a certificate are given, with as many connections as there may be, and
 * only for clients that send their requests in time. Throws a `UserError` (`BAD_TLS`).
 */
export function createListener(handler: RequestListener, options: ListenerOptions, log: Logger): Server {
  const { connections, headersSeconds, requestSeconds, headerBytes, tls } = options;
  const settings = {
    headersTimeout: headersSeconds * 1000,
    requestTimeout: requestSeconds * 1000,
    connectionsCheckingInterval: checkInterval,
    maxHeaderSize: headerBytes,
    keepAliveTimeout,
  };
  const server =
    tls === undefined
      ? createServer(settings, handler)
      : createTlsServer({ ...settings, ...readTls(tls), handshakeTimeout: headersSeconds * 1000 }, handler);
  server.maxConnections = connections;
  tellDrops(server, connections, log);
  if (tls !== undefined && isEncrypted(server)) followTls(server, tls, log);
  return server;
}
