import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.js';
import { LightAborter } from '../../lib/async/LightAborter.js';
import { Budget } from '../../lib/budget/Budget.js';
import { createLender } from '../../lib/budget/createLender.js';
import { UserError } from '../../lib/errors/UserError.js';
import { memoryLimits } from './memoryLimits.js';
import type { RequestEnd } from './meteredRequest.js';
import type { RequestFacts, RequestState } from './requestState.js';
import { sendWithin } from './sendWithin.js';

/** The `x-request-id` a request came with, if it is one; else a new UUID. */
export function requestIdOf({ headers: { 'x-request-id': given } }: IncomingMessage): string {
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

const clientGone = 499;

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '';

/** The route that answers it, such as `/documents/:name`, however its path was written; its path where none does. */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? pathOf(request);

/** How a request has ended. */
const endOf = (reply: FastifyReply, { wasCutOff }: RequestState): RequestEnd => ({
  seconds: reply.elapsedTime / 1000,
  status: reply.raw.writableEnded && wasCutOff !== true ? reply.statusCode : clientGone,
});

/** One line per request; the query string, variables and keys stay out of it. */
function logRequest(request: FastifyRequest, state: RequestState, { seconds, status }: RequestEnd): void {
  const path = pathOf(request);
  const ms = Math.round(seconds * 10_000) / 10;
  const { client, operationName, codes } = state;
  const line = { method: request.method, path, status, ms, client, operationName, codes };
  request.log[path.startsWith('/health/') ? 'debug' : 'info'](line, 'request');
}

const timedOut = (seconds: number): UserError =>
  new UserError(
    `The request was not answered within ${seconds} s, which is the limit; ask for less at once.`,
    'REQUEST_TIMEOUT',
  );

/** What is known of a request, with what was made for it. */
const factsOf = (
  { id: requestId, headers }: FastifyRequest,
  made: Pick<RequestFacts, 'signal' | 'budget' | 'deadline'>,
): RequestFacts => ({ requestId, authorization: headers.authorization, headers, ...made });

/** The requests that are under way. */
export interface RunningRequests {
  readonly count: number;
  /** Aborts the signal of each. */
  abort(): void;
}

interface Running {
  readonly aborter: LightAborter;
  /** Frees what making the answer took; may be called again. */
  readonly end: () => void;
}

/** Has a client cut off that does not read its answer. */
function watchSending(request: FastifyRequest, reply: FastifyReply, payload: unknown, seconds: number): void {
  // Of a compressed answer its length before: what it comes to is not known yet.
  const length = request.state.answerLength ?? reply.getHeader('content-length');
  const bytes = typeof payload === 'string' ? payload.length : Number(length ?? 0);
  const onCut = (): void => {
    request.state.wasCutOff = true;
  };
  sendWithin(reply.raw, request.raw.socket, { seconds, bytes, onCut });
}

/** What is met by all that still runs for a request that was answered or left: it has nobody to run for any more. */
const ended = new UserError('The request was ended before its answer was complete.', 'REQUEST_ABORTED');

/**
 * Gives each request its state, its id header, its budget of memory, its deadline and its log line. Its signal is aborted when
 * its answer is there or cannot be any more; its memory is free again when the answer was taken or the client is gone.
 * @param onEnded told of each, when its log line is written, with the route that answered it and how it ended
 */
export function trackRequests(
  app: FastifyInstance,
  limits: Config['limits'],
  onEnded: (route: string, state: RequestState, end: RequestEnd) => void = () => {},
): RunningRequests {
  const running = new Map<FastifyRequest, Running>();
  const memory = memoryLimits(limits);
  const lender = createLender(memory.all);
  app.decorateRequest('state');

  const begin = (request: FastifyRequest, aborter: LightAborter): RequestState => {
    const onTimeout = () => aborter.abort(timedOut(limits.seconds));
    const endsAt = performance.now() + limits.seconds * 1000;
    const deadline = setTimeout(onTimeout, limits.seconds * 1000);
    const budget = new Budget({ limit: memory.one, lender, onRefusal: (error) => aborter.abort(error) });
    const end = (): void => {
      clearTimeout(deadline);
      budget.refuse(ended);
    };
    running.set(request, { aborter, end });
    const facts = factsOf(request, { signal: aborter, budget, deadline: endsAt });
    return { facts, log: request.log, unlimited: () => clearTimeout(deadline) };
  };

  app.addHook('onRequest', (request, reply, done) => {
    const state = begin(request, new LightAborter());
    request.state = state;
    void reply.header('x-request-id', request.id);
    reply.raw.once('close', () => {
      running.get(request)?.end();
      running.delete(request);
      state.facts.budget.settle(0);
      const end = endOf(reply, state);
      logRequest(request, state, end);
      onEnded(routeOf(request), state, end);
    });
    done();
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const current = running.get(request);
    // A request whose URL cannot be read was never begun, and one whose client is gone has ended.
    if (current === undefined) return done();
    current.end();
    done();
    // Most answers have left by now.
    if (!reply.raw.writableFinished) watchSending(request, reply, payload, limits.seconds);
  });
  return {
    get count() {
      return running.size;
    },
    abort() {
      for (const { aborter } of running.values()) aborter.abort();
    },
  };
}
