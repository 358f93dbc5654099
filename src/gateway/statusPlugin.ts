import type { ApolloServerPlugin } from '@apollo/server';
import type { Envelope } from './requestState.js';

/**
 * Marks requests whose document or variables were refused, so that an answer as `application/json` gets status 200, as
 * GraphQL over HTTP asks for that media type; `application/graphql-response+json` keeps 400. Also tells the request's
 * state its operation name, and logs what Apollo did not expect.
 */
export function createStatusPlugin(): ApolloServerPlugin<Envelope> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operationName, contextValue: { state } }) {
          if (operationName !== null) state.operationName = operationName.slice(0, 100);
        },
        async willSendResponse({ source, response: { body, http }, contextValue: { state } }) {
          if (source === undefined || http.status !== 400 || body.kind !== 'single') return;
          state.documentRefused = body.singleResult.data === undefined;
        },
      };
    },
    async unexpectedErrorProcessingRequest({ requestContext, error }) {
      requestContext.contextValue.state.log.error({ err: error }, 'internal error');
    },
  };
}
