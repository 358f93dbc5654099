import type { GraphQLSchema } from 'graphql';

/** What an answer was read from, where all of it has a version: the same request has the same answer as long as that is the same. */
export interface AnswerSources {
  /** By which its version can be asked for again: of `[A-Za-z0-9-]`. They are told to the client. */
  readonly names: readonly string[];
  readonly version: string;
  /** Whether the version changes only where the past is corrected. */
  readonly isPast: boolean;
}

/**
 * Tells the sources of an answer that has been made on a schema; with names, as they are now. Undefined where it was read from
 * something else as well, or where that is not known.
 */
export type FindSources = (schema: GraphQLSchema, names?: readonly string[]) => Promise<AnswerSources | undefined>;
