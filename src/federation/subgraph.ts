import type { IResolvers } from '@graphql-tools/utils';
import type { GraphQLResolveInfo } from 'graphql';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { RequestContext } from './requestContext.js';

/**
 * Answers references of one entity type: a representation's key fields in, the entity out, null when unknown. Called for
 * up to a thousand representations of a request at the same time, so that its loader makes one statement of the distinct keys.
 */
export type ReferenceResolver = (
  representation: Readonly<Record<string, unknown>>,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => unknown;

/** Reference resolvers by entity type. */
export type References = Readonly<Record<string, ReferenceResolver>>;

/** One room of the graph. */
export interface Subgraph {
  /** The name of its SDL file in `schema/`. */
  readonly name: string;
  readonly resolvers: IResolvers<unknown, RequestContext>;
  readonly references: References;
  /** SDL that the catalogue adds. */
  readonly sdlFor?: (catalogue: Catalogue, today: string) => string;
  /** SDL of fields that the catalogue no longer has: they are answered, and not shown. */
  readonly retiredSdlFor?: (catalogue: Catalogue) => string;
}
