import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../../config.js';
import { once } from '../../lib/async/once.js';
import { orAborted } from '../../lib/async/orAborted.js';
import { ConditionalGet } from '../caching/ConditionalGet.js';
import { documentsOf, resolveRequest, tellUnpublished } from '../documents/resolveRequest.js';
import { answerKnown } from '../execution/answerKnown.js';
import type { Answerings } from '../execution/Answerings.js';
import type { CostGuard } from '../execution/CostGuard.js';
import { refuseForeignPages } from '../origins/csrf.js';
import { prefersPage, sendGraphiql } from './graphiql.js';
import { checkNesting } from '../http/jsonBody.js';
import { checkHalves, checkSearch } from '../http/requestText.js';
import { refusalOf } from '../errors/refusalOf.js';
import { wholeFailure } from '../errors/publicError.js';
import type { Admission, Envelope, RequestFacts } from '../requests/requestState.js';
import { sendAnswer, type SendOptions } from './sendAnswer.js';
import { tellingCosts } from './tellingCosts.js';

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
  /** Left out: nothing is compressed, GraphiQL is shown, and every answer is asked for anew. */
  readonly http: Config['http'] | undefined;
  readonly costs: CostGuard;
}

/** An answer that is not sent yet, and what is known of it. */
export interface UnsentAnswer {
  readonly answer: HTTPGraphQLResponse;
  readonly options: SendOptions;
}

/**
 * Has a request answered as its viewer's role may be: admits who asks, and executes at once what Apollo knows. `read` tells what is asked,
 * and gets the schema of the role; it is not called where the request is refused before, and what it throws is the answer.
 */
export type Ask = (
  request: FastifyRequest,
  read: (envelope: Envelope, schema: GraphQLSchema) => Promise<HTTPGraphQLRequest>,
) => Promise<UnsentAnswer>;

interface AskOptions extends Pick<GraphqlOptions, 'costs'> {
  /** Characters. */
  readonly compressFrom: number;
  /** Admits who asks. */
  readonly envelopeOf: (request: FastifyRequest) => Promise<Envelope>;
}

function createAsk(answerings: Answerings, { costs, compressFrom, envelopeOf }: AskOptions): Ask {
  return async (request, read) => {
    const context = once(() => envelopeOf(request));
    // Who is refused, is told so by Apollo, which then does not look at the document.
    const envelope = await context().catch(() => undefined);
    const answering = envelope === undefined ? answerings.base : await answerings.of(envelope.viewer);
    const { apollo, known, schema } = answering;
    const refuse = (error: unknown): never => {
      throw refusalOf(error, request.state);
    };
    const asked = envelope === undefined ? toApollo(request) : await read(envelope, schema.current).catch(refuse);
    const { method, headers, body } = asked;
    const accept = headers.get('accept');
    const found = envelope && known.find({ method, accept, body }, schema.current);
    const answer =
      (found && (await answerKnown(found, envelope, answering))) ??
      (await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest: asked, context }));
    if (found === undefined && request.state.codes === undefined) known.addContentType(accept, answer);
    const told = costs.headersOf(request.state);
    const { conditional } = envelope ?? {};
    return { answer, options: { state: request.state, conditional, compressFrom, headers: told } };
  };
}

/** Adds `/graphql`: GraphiQL for a browser's address bar, and answers for everybody else. Gives by what other routes ask the same. */
export function addGraphql(
  app: FastifyInstance,
  answerings: Answerings,
  { admit, origins, http, costs }: GraphqlOptions,
): Ask {
  const compressFrom = http?.compress === true ? http.compressFrom : Infinity;
  const envelopeOf = async (request: FastifyRequest): Promise<Envelope> => {
    const { state, method } = request;
    try {
      const { client, viewer, persons, documents, contextOn, mayLag, findSources } = await orAborted(
        admit(state.facts),
        state.facts.signal,
      );
      Object.assign(state, { client, viewer, persons });
      const conditional =
        method === 'GET' ? new ConditionalGet(request, findSources, http?.pastDaySeconds ?? 0) : undefined;
      return { state, viewer, documents, contextOn, mayLag, conditional };
    } catch (error) {
      const failure = wholeFailure(error, state);
      state.codes = [String(failure.extensions['code'])];
      throw failure;
    }
  };
  const ask = createAsk(answerings, { costs, compressFrom, envelopeOf });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    errorHandler: tellingCosts(costs),
    onRequest: (request, reply, done) => {
      if (http?.graphiql !== false && prefersPage(request)) return void sendGraphiql(request, reply).catch(done);
      checkBeforeBody(request, origins);
      return done();
    },
    handler: async (request, reply) => {
      const unsent = await ask(request, async (envelope) => {
        const { asked, resolution } = await resolveRequest(toApollo(request), documentsOf(envelope));
        if (resolution.kind === 'published') request.state.isPublished = true;
        tellUnpublished(resolution, request, reply);
        return asked;
      });
      return sendAnswer(reply, unsent.answer, unsent.options);
    },
  });
  return ask;
}
