import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { orAborted } from '../lib/orAborted.js';
import { refuseForeignPages } from './csrf.js';
import { prefersPage, sendGraphiql } from './graphiql.js';
import { checkNesting } from './jsonBody.js';
import { checkHalves, checkSearch } from './requestText.js';
import { wholeFailure } from './publicError.js';
import type { Envelope, RequestFacts } from './requestState.js';

/** The value of a JSON text; undefined for what is none, which the handler refuses. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

async function beforeBody(
  request: FastifyRequest,
  reply: FastifyReply,
  origins: readonly string[],
): Promise<FastifyReply | undefined> {
  if (prefersPage(request)) return sendGraphiql(request, reply);
  refuseForeignPages(request.headers, origins);
  checkSearch(request.url);
  for (const name of ['variables', 'extensions']) {
    for (const json of new URLSearchParams(request.url.split('?')[1]).getAll(name)) {
      const what = `The search parameter "${name}"`;
      checkNesting(json, what);
      checkHalves(json, parsed(json), what);
    }
  }
  return undefined;
}

/** A context that knows whose key was shown. */
interface Named {
  readonly viewer?: { readonly name: string };
}

/** Adds `/graphql`: GraphiQL for a browser's address bar, Apollo for the rest, also from pages of `origins`. */
export function addGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<Envelope>,
  {
    createContext,
    origins,
  }: {
    readonly createContext: (facts: RequestFacts) => Promise<object>;
    readonly origins: readonly string[];
  },
): void {
  const context = async ({ state }: FastifyRequest): Promise<Envelope> => {
    try {
      const context = await orAborted(createContext(state.facts), state.facts.signal);
      state.client = (context as Named).viewer?.name;
      return { state, context };
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
    onRequest: (request, reply) => beforeBody(request, reply, origins),
    onSend: async ({ state }, reply, payload) => {
      if (state.documentRefused && String(reply.getHeader('content-type')).startsWith('application/json')) {
        void reply.code(200);
      }
      return payload;
    },
    handler: fastifyApolloHandler(apollo, { context }),
  });
}
