import type { IResolvers } from '@graphql-tools/utils';
import type { GraphQLResolveInfo } from 'graphql';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { RequestContext } from '../context.js';

/**
 * Answers references of one entity type: a representation's key fields in, the entity out, null when unknown. Called for
 * all representations of a request at the same time, so that its loader makes one statement of the distinct keys.
 */
export type ReferenceResolver = (
  representation: Readonly<Record<string, unknown>>,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => unknown;

/** One room of the graph. */
export interface Subgraph {
  /** The name of its SDL file in `schema/`. */
  readonly name: string;
  readonly resolvers: IResolvers<unknown, RequestContext>;
  /** By entity type. */
  readonly references: Readonly<Record<string, ReferenceResolver>>;
  /** SDL that the catalogue adds. */
  readonly sdlFor?: (catalogue: Catalogue, today: string) => string;
  /** SDL of fields that the catalogue no longer has: they are answered, and not shown. */
  readonly retiredSdlFor?: (catalogue: Catalogue) => string;
}
