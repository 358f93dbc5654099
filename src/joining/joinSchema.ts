import type { GraphQLSchema } from 'graphql';
import type { RemoteClasses } from '../config/access/remoteClassKeys.js';
import { createJoinedExecutor } from '../planning/createJoinedExecutor.js';
import { readSupergraph } from '../supergraph/readSupergraph.js';
import type { Supergraph } from '../supergraph/Supergraph.js';
import { adoptScalars } from './adoptScalars.js';
import type { Remotes } from './createRemotes.js';
import { hideAgain, type LocalSource } from './localSource.js';

interface JoinOptions {
  /** The server's own schema, of which the joined one has the facts, and what it hides. */
  readonly schema: GraphQLSchema;
  readonly hidden: LocalSource['hidden'];
  /** What the server's own subgraph is called in the supergraph; false: it is not asked. */
  readonly localName: string | false;
  readonly remotes: Remotes;
  readonly classes: RemoteClasses;
}

/** The names of the graphs that are asked over HTTP. */
const remoteGraphs = ({ graphs }: Supergraph, localName: string | false) =>
  graphs.filter(({ name }) => name !== localName);

/**
 * Makes of a supergraph the schema that clients see, with what executes it in its extensions (`JoinedFacts`). Throws a `UserError`
 * for a supergraph that is none, or whose subgraphs cannot be called.
 */
export async function joinSchema(
  sdl: string,
  { schema, hidden, localName, remotes, classes }: JoinOptions,
): Promise<GraphQLSchema> {
  const supergraph = readSupergraph(sdl);
  const isLocal = supergraph.graphs.some(({ name }) => name === localName);
  const joined = {
    supergraph,
    executor: await createJoinedExecutor(supergraph),
    local: isLocal && localName !== false ? { name: localName, schema } : undefined,
    remotes: remotes.for(remoteGraphs(supergraph, localName)),
    classes,
  };
  const { apiSchema } = supergraph;
  if (isLocal) {
    hideAgain(apiSchema, hidden);
    adoptScalars(supergraph, schema);
  }
  apiSchema.extensions = { ...apiSchema.extensions, ...schema.extensions, joined };
  return apiSchema;
}
