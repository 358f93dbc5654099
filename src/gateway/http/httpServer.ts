import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance, type RouteHandlerMethod } from 'fastify';
import type { Logger } from 'pino';
import { createListener, type ListenerOptions } from './createListener.js';
import { ignoreUpgrade } from './ignoreUpgrade.js';
import type { Connections } from './connections.js';
import { createErrorHandler, handleNotFound } from '../errors/httpErrors.js';
import { parseJsonBody } from './jsonBody.js';
import { requestIdOf } from '../requests/trackRequests.js';

interface HttpServerOptions {
  readonly log: Logger;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly http: ListenerOptions;
  /** Watches every server that is made: for the host `localhost` there are two, of IPv4 and of IPv6. */
  readonly connections: Connections;
  /** Takes requests that ask for a WebSocket. */
  readonly onUpgrade?: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | undefined;
  /** Answers for every path that is not served; as GraphQL by default. */
  readonly notFound?: RouteHandlerMethod;
}

/** Fastify with request ids, JSON bodies only, GraphQL-shaped errors and no log lines of its own per request. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const { log, bodyLimit, http, connections, onUpgrade, notFound = handleNotFound } = options;
  const handleError = createErrorHandler(bodyLimit);
  const loggerInstance: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestIdHeader: false,
    genReqId: requestIdOf,
    bodyLimit,
    serverFactory: (handler) => {
      const server = createListener(handler, http, log);
      if (onUpgrade !== undefined)
        server.on('upgrade', (request, socket, head) => {
          if (request.headers.upgrade?.toLowerCase() === 'websocket') onUpgrade(request, socket, head);
          else ignoreUpgrade(server, request, socket, head);
        });
      connections.watch(server);
      return server;
    },
    // A request that arrives on an open connection during a shutdown is still answered.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, parseJsonBody);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler(notFound);
  return app;
}
