import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestState } from './requestState.js';

/** The `x-request-id` a request came with, if it is one; else a new UUID. */
export function requestIdOf({ headers: { 'x-request-id': given } }: IncomingMessage): string {
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

const clientGone = 499;

/** One line per request; the query string, variables and keys stay out of it. */
function logRequest(request: FastifyRequest, reply: FastifyReply, { operationName }: RequestState): void {
  const path = request.url.split('?', 1)[0] ?? '';
  const status = reply.raw.writableEnded ? reply.statusCode : clientGone;
  const line = { method: request.method, path, status, ms: Math.round(reply.elapsedTime * 10) / 10, operationName };
  request.log[path.startsWith('/health/') ? 'debug' : 'info'](line, 'request');
}

/** The requests that are under way. */
export interface RunningRequests {
  readonly count: number;
  /** Aborts the signal of each. */
  abort(): void;
}

/** Gives each request its state, its id header and its log line, and aborts its signal when the client goes away. */
export function trackRequests(app: FastifyInstance): RunningRequests {
  const running = new Set<AbortController>();
  app.decorateRequest('state');
  app.addHook('onRequest', async (request, reply) => {
    const { authorization } = request.headers;
    const controller = new AbortController();
    request.state = { facts: { requestId: request.id, authorization, signal: controller.signal }, log: request.log };
    running.add(controller);
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    reply.raw.once('close', () => {
      running.delete(controller);
      if (!reply.raw.writableEnded) controller.abort();
      logRequest(request, reply, request.state);
    });
  });
  return {
    get count() {
      return running.size;
    },
    abort() {
      for (const controller of running) controller.abort();
    },
  };
}
