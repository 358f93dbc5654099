import type { GraphQLSchema } from 'graphql';

/** A schema that may change while requests run. */
export interface LiveSchema {
  readonly current: GraphQLSchema;
  /** Calls the listener with every later schema, until the returned function is called. */
  onChange(listener: (schema: GraphQLSchema) => void): () => void;
}
