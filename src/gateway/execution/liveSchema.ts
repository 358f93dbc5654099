import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { LiveSchema } from '../../joining/LiveSchema.js';
import type { Executor } from './executor.js';

/**
 * Apollo's `gateway` hook over a live schema. A request ends with the schema it began with; a new schema that is invalid
 * is logged and the old one stays; `onSwap` is told of one that is in force. Throws at the start only, when the first schema is invalid.
 */
export function createLiveGateway(
  schema: LiveSchema,
  log: Logger,
  { executor, onSwap }: { readonly executor: Executor; readonly onSwap: () => void },
): ApolloServerOptionsWithGateway<object>['gateway'] {
  let push = (_schema: GraphQLSchema): void => {};
  return {
    onSchemaLoadOrUpdate(callback) {
      push = (apiSchema) => callback({ apiSchema, coreSupergraphSdl: '' });
      return schema.onChange((next) => {
        try {
          push(next);
          onSwap();
        } catch (error) {
          log.error({ err: error }, 'The new schema is invalid; the old one stays in use.');
        }
      });
    },
    async load() {
      push(schema.current);
      return { executor };
    },
    async stop() {},
  };
}
