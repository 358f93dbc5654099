import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { nameOperation, type Envelope } from '../requests/requestState.js';

/** Of an answer with a thousand errors the log has no more. */
const mostCodes = 5;

function codesOf(errors: readonly GraphQLFormattedError[] = []): string[] | undefined {
  const codes = new Set(errors.map(({ extensions }) => String(extensions?.['code'])));
  return codes.size === 0 ? undefined : [...codes].slice(0, mostCodes);
}

/**
 * Marks requests whose document or variables were refused, so that an answer as `application/json` gets status 200, as
 * GraphQL over HTTP asks for that media type; `application/graphql-response+json` keeps 400. Also tells the request's
 * state its operation name and the codes of its errors, and logs what Apollo did not expect.
 */
export function createStatusPlugin(): ApolloServerPlugin<Envelope> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operationName, contextValue: { state } }) {
          nameOperation(state, operationName);
        },
        async willSendResponse({ source, response: { body, http }, contextValue: { state } }) {
          if (body.kind !== 'single') return;
          state.codes = codesOf(body.singleResult.errors);
          state.source = source;
          if (source === undefined || http.status !== 400) return;
          state.documentRefused = body.singleResult.data === undefined;
        },
      };
    },
    async unexpectedErrorProcessingRequest({ requestContext, error }) {
      requestContext.contextValue.state.log.error({ err: error }, 'internal error');
    },
  };
}
