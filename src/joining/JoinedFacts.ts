import type { GraphQLSchema } from 'graphql';
import type { RemoteClasses } from '../config/access/remoteClassKeys.js';
import type { JoinedExecutor } from '../planning/Planner.js';
import type { Remote } from '../remote/Remote.js';
import type { Supergraph } from '../supergraph/Supergraph.js';

/** What stands behind the schema of a gateway: an operation that began on it ends on all of this. */
export interface JoinedFacts {
  readonly supergraph: Supergraph;
  readonly executor: JoinedExecutor;
  /** The server's own subgraph; undefined where the supergraph does not have it. */
  readonly local: { readonly name: string; readonly schema: GraphQLSchema } | undefined;
  /** By names of subgraphs. */
  readonly remotes: ReadonlyMap<string, Remote>;
  /** How closely fields of others point at a person, as the config says. */
  readonly classes: RemoteClasses;
}

declare module 'graphql' {
  interface GraphQLSchemaExtensions {
    joined?: JoinedFacts;
  }
}
