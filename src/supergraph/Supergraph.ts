import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';

/** A subgraph, as a supergraph names it. */
export interface SupergraphGraph {
  readonly name: string;
  /** As `join__graph` says; empty where there is none. */
  readonly url: string;
}

/** How the types of a supergraph hang together, also those that clients do not see. */
export interface Joins {
  /** The interfaces for which an object type stands in one of the graphs. */
  readonly interfaceObjects: ReadonlySet<string>;
  /** Whether a type is another, or one of its types. */
  isOf(type: string, other: string): boolean;
  /** The names of the graphs that answer a field. */
  graphsOf(type: string, field: string): readonly string[];
  /** Whether a graph knows a type by its name. */
  isIn(type: string, graph: string): boolean;
  /** Whether a type is `@inaccessible`: clients are not to learn of it. */
  isHidden(type: string): boolean;
  /** Whether a value of an enum is `@inaccessible`. */
  isHiddenValue(type: string, value: string): boolean;
  /** The name of a graph by its name in `join__Graph`. */
  graphNamed(key: string): string | undefined;
  /** The names of the fields of other graphs that a field requires where a graph answers it. */
  requiredBy(type: string, field: string, graph: string): readonly string[];
  /** The keys by which a graph can be asked for objects of a type, also those of its interfaces. */
  keysOf(type: string, graph: string): readonly SelectionSetNode[];
}

/** What a supergraph says, made by any composer. */
export interface Supergraph {
  readonly sdl: string;
  /** What clients see: without what joins subgraphs, and without what is `@inaccessible`. */
  readonly apiSchema: GraphQLSchema;
  readonly graphs: readonly SupergraphGraph[];
  readonly joins: Joins;
  /** What its directives of access are called. */
  readonly accessNames: { readonly authenticated: string; readonly requiresScopes: string; readonly policy: string };
  /**
   * Whether one graph alone answers every field of an operation, whose document is valid for `apiSchema`. It is worked out once
   * per operation. No graph answers introspection; an operation that asks for nothing but `__typename` is of every graph.
   */
  servedBy(graph: string, document: DocumentNode, operation: OperationDefinitionNode): boolean;
}
