import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createErrorHandler, handleNotFound } from './httpErrors.js';
import { parseJsonBody } from './jsonBody.js';
import { requestIdOf } from './requests.js';

// Milliseconds that a client may take to send its whole request.
const requestTimeout = 30_000;

interface HttpServerOptions {
  readonly log: Logger;
  /** Bytes. */
  readonly bodyLimit: number;
}

/** Fastify with request ids, JSON bodies only, GraphQL-shaped errors and no log lines of its own per request. */
export function createHttpServer({ log, bodyLimit }: HttpServerOptions): FastifyInstance {
  const handleError = createErrorHandler(bodyLimit);
  const loggerInstance: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestIdHeader: false,
    genReqId: requestIdOf,
    bodyLimit,
    requestTimeout,
    // A request that arrives on an open connection during a shutdown is still answered.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, parseJsonBody);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler(handleNotFound);
  return app;
}
