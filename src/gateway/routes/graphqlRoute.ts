import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../../config.js';
import { once } from '../../lib/async/once.js';
import { orAborted } from '../../lib/async/orAborted.js';
import { ConditionalGet } from '../caching/ConditionalGet.js';
import { answerKnown } from '../execution/answerKnown.js';
import type { CostGuard } from '../execution/CostGuard.js';
import type { LiveSchema } from '../../joining/LiveSchema.js';
import type { Answering } from '../execution/startApollo.js';
import { refuseForeignPages } from '../origins/csrf.js';
import { prefersPage, sendGraphiql } from './graphiql.js';
import { checkNesting } from '../http/jsonBody.js';
import { checkHalves, checkSearch } from '../http/requestText.js';
import { wholeFailure } from '../errors/publicError.js';
import type { Admission, Envelope, RequestFacts } from '../requests/requestState.js';
import { sendAnswer } from './sendAnswer.js';

/** The value of a JSON text; undefined for what is none, which the handler refuses. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Throws an `HttpRefusal` for a request that is not to be read any further. */
export function checkBeforeBody({ url, headers }: FastifyRequest, origins: readonly string[]): void {
  refuseForeignPages(headers, origins);
  const begin = url.indexOf('?');
  if (begin < 0) return;
  checkSearch(url);
  const search = new URLSearchParams(url.slice(begin + 1));
  for (const name of ['variables', 'extensions']) {
    for (const json of search.getAll(name)) {
      const what = `The search parameter "${name}"`;
      checkNesting(json, what);
      checkHalves(json, parsed(json), what);
    }
  }
}

/** What Apollo reads of a request: two headers, and the search of a GET or the body of a POST. */
function toApollo({ method, url, headers, body }: FastifyRequest): HTTPGraphQLRequest {
  const read = new HeaderMap();
  for (const name of ['accept', 'content-type'] as const) if (headers[name]) read.set(name, headers[name]);
  const search = method === 'GET' ? new URL(url, 'http://localhost').search : '';
  return { method, headers: read, search, body };
}

interface GraphqlOptions {
  readonly admit: (facts: RequestFacts) => Promise<Admission>;
  /** Whose pages may ask. */
  readonly origins: readonly string[];
  /** Left out: nothing is compressed, and every answer is asked for anew. */
  readonly http: Config['http'] | undefined;
  readonly schema: LiveSchema;
  readonly costs: CostGuard;
}

/** Adds `/graphql`: GraphiQL for a browser's address bar; requests that Apollo knows are executed at once, and it answers the rest. */
export function addGraphql(
  app: FastifyInstance,
  answering: Answering,
  { admit, origins, http, schema, costs }: GraphqlOptions,
): void {
  const { apollo, known } = answering;
  const compressFrom = http?.compress === true ? http.compressFrom : Infinity;
  const envelopeOf = async (request: FastifyRequest): Promise<Envelope> => {
    const { state, method } = request;
    try {
      const { client, viewer, contextOn, findSources } = await orAborted(admit(state.facts), state.facts.signal);
      state.client = client;
      const conditional =
        method === 'GET' ? new ConditionalGet(request, findSources, http?.pastDaySeconds ?? 0) : undefined;
      return { state, viewer, contextOn, conditional };
    } catch (error) {
      const failure = wholeFailure(error, state);
      state.codes = [String(failure.extensions['code'])];
      throw failure;
    }
  };
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    onRequest: (request, reply, done) => {
      if (prefersPage(request)) return void sendGraphiql(request, reply).catch(done);
      // Of what is refused before it is priced.
      for (const [name, value] of costs.headersOf()) void reply.header(name, value);
      checkBeforeBody(request, origins);
      return done();
    },
    handler: async (request, reply) => {
      const { state, method, body } = request;
      const { accept } = request.headers;
      let envelope: Envelope | undefined;
      const context = once(async () => (envelope = await envelopeOf(request)));
      const asked = known.find({ method, accept, body }, schema.current);
      // Who is refused, is told so by Apollo.
      const admitted = asked && (await context().catch(() => undefined));
      const answer =
        (asked && admitted && (await answerKnown(asked, admitted, answering))) ??
        (await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest: toApollo(request), context }));
      if (asked === undefined && state.codes === undefined) known.addContentType(accept, answer);
      const headers = costs.headersOf(state, envelope?.viewer);
      return sendAnswer(reply, answer, { state, conditional: envelope?.conditional, compressFrom, headers });
    },
  });
}
