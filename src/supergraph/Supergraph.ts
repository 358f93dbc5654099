import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';

/** A subgraph, as a supergraph names it. */
export interface SupergraphGraph {
  readonly name: string;
  /** As `join__graph` says; empty where there is none. */
  readonly url: string;
}

/** What a supergraph says, made by any composer. */
export interface Supergraph {
  readonly sdl: string;
  /** What clients see: without what joins subgraphs, and without what is `@inaccessible`. */
  readonly apiSchema: GraphQLSchema;
  readonly graphs: readonly SupergraphGraph[];
  /**
   * Whether one graph alone answers every field of an operation, whose document is valid for `apiSchema`. It is worked out once
   * per operation. No graph answers introspection; an operation that asks for nothing but `__typename` is of every graph.
   */
  servedBy(graph: string, document: DocumentNode, operation: OperationDefinitionNode): boolean;
}
