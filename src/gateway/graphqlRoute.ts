import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { orAborted } from '../lib/orAborted.js';
import { refuseForeignPages } from './csrf.js';
import { prefersPage, sendGraphiql } from './graphiql.js';
import { checkNesting } from './jsonBody.js';
import { wholeFailure } from './publicError.js';
import type { Envelope, RequestFacts } from './requestState.js';

async function beforeBody(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  if (prefersPage(request)) return sendGraphiql(request, reply);
  refuseForeignPages(request.headers);
  for (const name of ['variables', 'extensions']) {
    for (const json of new URLSearchParams(request.url.split('?')[1]).getAll(name)) {
      checkNesting(json, `The search parameter "${name}"`);
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
