import type { GraphQLSchema } from 'graphql';
import type { Catalogue } from '../catalogue/catalogue.js';

/** The schema in force, made anew when the catalogue changes. */
interface SchemaHolder {
  readonly current: GraphQLSchema;
  /** Calls the listener with every later schema, until the returned function is called. */
  onChange(listener: (schema: GraphQLSchema) => void): () => void;
  /** Makes the schema of a catalogue and puts it in force; an invalid one is logged and the old one kept. */
  change(catalogue: Catalogue): void;
}

interface Log {
  error(facts: object, message: string): void;
  info(facts: object, message: string): void;
}

/** Holds no schema until the first change; `build` makes each from its catalogue. */
export function createSchemaHolder(build: (catalogue: Catalogue) => GraphQLSchema, log: Log): SchemaHolder {
  let current: GraphQLSchema | undefined;
  const listeners = new Set<(schema: GraphQLSchema) => void>();
  return {
    get current() {
      if (current === undefined) throw new Error('No schema has been made yet');
      return current;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(catalogue) {
      let next: GraphQLSchema;
      try {
        next = build(catalogue);
      } catch (error) {
        if (current === undefined) throw error;
        log.error(
          { err: error, version: catalogue.version },
          'The catalogue gives an invalid schema; the old one stays.',
        );
        return;
      }
      const isFirst = current === undefined;
      current = next;
      for (const listener of listeners) listener(next);
      if (!isFirst) log.info({ version: catalogue.version }, 'The schema follows the changed catalogue.');
    },
  };
}
