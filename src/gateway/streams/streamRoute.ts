import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { idParameters } from '../documents/documentIds.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';
import { challengeOf } from '../errors/publicError.js';
import { checkBeforeBody } from '../routes/graphqlRoute.js';
import type { StreamResults, Streams } from './Streams.js';

/** Where subscriptions are answered. */
export const streamPath = '/graphql/stream';

/** Milliseconds between signs of life, which keep proxies from closing a quiet stream. */
const heartbeat = 15_000;

const eventStream = 'text/event-stream';

function checkAccept({ headers: { accept } }: FastifyRequest): void {
  if (accept === undefined || accept.includes(eventStream) || accept.includes('*/*')) return;
  throw new HttpRefusal('BAD_REQUEST', `Subscriptions are answered as ${eventStream} only: say so by "accept".`, 406);
}

function parsedParameter(search: URLSearchParams, name: string): unknown {
  const text = search.get(name);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpRefusal('BAD_REQUEST', `The search parameter "${name}" is no JSON.`);
  }
}

/** What a client wants to be told of: of a GET its search, of a POST its body. */
function paramsOf({ method, url, body }: FastifyRequest): unknown {
  if (method !== 'GET') return body;
  const { searchParams: search } = new URL(url, 'http://localhost');
  const texts = ['query', 'operationName', ...idParameters].map((name) => [name, search.get(name)]);
  const parsed = ['variables', 'extensions'].map((name) => [name, parsedParameter(search, name)]);
  return Object.fromEntries([...texts, ...parsed]);
}

function headersOf(reply: FastifyReply): Record<string, number | string | string[]> {
  const own = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(own) as Record<string, number | string | string[]>),
    'content-type': `${eventStream}; charset=utf-8`,
    'cache-control': 'no-store',
    // Some proxies would gather what is sent.
    'x-accel-buffering': 'no',
  };
}

/** Writes results as they come, by the protocol of GraphQL over server-sent events with a connection for each operation. */
async function sendResults(
  reply: FastifyReply,
  results: StreamResults,
  cut: () => void,
  seconds: number,
): Promise<void> {
  const { raw } = reply;
  /** Waits until a text has gone out; breaks off where nobody reads it for so long. */
  const write = (text: string): Promise<boolean> =>
    new Promise((resolve) => {
      if (raw.destroyed || raw.writableEnded) return resolve(false);
      const slow = setTimeout(cut, seconds * 1000).unref();
      raw.write(text, (error) => {
        clearTimeout(slow);
        resolve(error == null);
      });
    });
  // It may have been closed before there was anything to send.
  if (raw.destroyed) return void results.return();
  raw.once('close', () => void results.return());
  raw.writeHead(200, headersOf(reply));
  let last = write(':\n\n');
  const beat = setInterval(() => {
    last = write(':\n\n');
  }, heartbeat).unref();
  try {
    for await (const result of results) {
      await last;
      if (!(await write(`event: next\ndata: ${JSON.stringify(result)}\n\n`))) break;
    }
    await write('event: complete\ndata:\n\n');
  } finally {
    clearInterval(beat);
    raw.end();
  }
}

interface StreamRouteOptions {
  readonly streams: Streams;
  /** Whose pages may ask. */
  readonly origins: readonly string[];
  /** Seconds that a client may take nothing of what is sent. */
  readonly seconds: number;
}

/** Adds `/graphql/stream`, where subscriptions are answered as server-sent events. */
export function addStreams(app: FastifyInstance, { streams, origins, seconds }: StreamRouteOptions): void {
  app.route({
    method: ['GET', 'POST'],
    url: streamPath,
    exposeHeadRoute: false,
    onRequest: (request, _reply, done) => {
      checkBeforeBody(request, origins);
      checkAccept(request);
      done();
    },
    handler: async (request, reply) => {
      const { state, log, raw } = request;
      const { requestId, authorization } = state.facts;
      const cut = (): void => {
        state.wasCutOff = true;
        raw.socket.destroy();
      };
      try {
        const results = await streams.begin({ requestId, authorization, params: paramsOf(request), log, cut });
        state.unlimited?.();
        reply.hijack();
        await sendResults(reply, results, cut, seconds);
      } catch (error) {
        if (error instanceof HttpRefusal && error.code === 'UNAUTHENTICATED')
          void reply.header('www-authenticate', challengeOf(state.facts));
        throw error;
      }
      return reply;
    },
  });
}
