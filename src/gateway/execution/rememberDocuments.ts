import type { ApolloServerPlugin } from '@apollo/server';
import type { KnownRequests } from './KnownRequests.js';

/** Remembers the documents that Apollo has parsed and found valid. */
export const rememberDocuments = (known: KnownRequests): ApolloServerPlugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ source, schema, document }) => known.addDocument(source, schema, document),
  }),
});
