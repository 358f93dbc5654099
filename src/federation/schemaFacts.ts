import type { GraphQLSchema } from 'graphql';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { References } from './subgraph.js';

/** What a schema was made of: a request that runs on it goes by the same. */
export interface SchemaFacts {
  readonly catalogue: Catalogue;
  readonly references: References;
  /** By the coordinates of the fields of the SDL files, such as `Query.orders`: the subgraph whose they are. What else there is, the catalogue adds. */
  readonly owners?: ReadonlyMap<string, string>;
}

declare module 'graphql' {
  interface GraphQLSchemaExtensions {
    facet?: SchemaFacts;
  }
}

/** What a schema of `buildSchema` was made of. Throws an `Error` for any other. */
export function factsOf({ extensions: { facet } }: GraphQLSchema): SchemaFacts {
  if (facet === undefined) throw new Error('The schema was not made by buildSchema');
  return facet;
}
