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

async function beforeBody(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  if (prefersPage(request)) return sendGraphiql(request, reply);
  refuseForeignPages(request.headers);
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

/** Adds `/graphql`: GraphiQL for a browser's address bar, Apollo for the rest. */
export function addGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<Envelope>,
  createContext: (facts: RequestFacts) => Promise<object>,
): void {
  const context = async ({ state }: FastifyRequest): Promise<Envelope> => {
    try {
      return { state, context: await orAborted(createContext(state.facts), state.facts.signal) };
    } catch (error) {
      throw wholeFailure(error, state);
    }
  };
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    onRequest: beforeBody,
    onSend: async ({ state }, reply, payload) => {
      if (state.documentRefused && String(reply.getHeader('content-type')).startsWith('application/json')) {
        void reply.code(200);
      }
      return payload;
    },
    handler: fastifyApolloHandler(apollo, { context }),
  });
}
