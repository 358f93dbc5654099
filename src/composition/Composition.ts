/** A subgraph to compose: its name in the supergraph, where routers find it, and its SDL. */
export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** Something that clients of one subgraph can use alone, and that composing it with others takes away. */
export interface CompositionLoss {
  /** Such as `TextFilter.is`, `SortDirection.DESC` or `Query.products(first:)`. */
  readonly coordinate: string;
  /** The subgraphs that have it. */
  readonly definedBy: readonly string[];
  /** Those that define what it belongs to without it. */
  readonly missingIn: readonly string[];
  /** What happens to it, as a sentence that names all of that. */
  readonly message: string;
}

/** What composition changes and nobody loses: worth knowing of, and no reason to refuse. */
export interface CompositionNote {
  readonly coordinate: string;
  /**
   * A field that another subgraph takes over, one that becomes nullable, what another subgraph hides, a directive that routers do not see,
   * or what other routers do and Facet as the gateway does not.
   */
  readonly kind: 'override' | 'nullable' | 'hidden' | 'directive' | 'gateway';
  readonly message: string;
}

/** What was composed of subgraphs. */
export interface Composition {
  /** The supergraph. */
  readonly sdl: string;
  readonly losses: readonly CompositionLoss[];
  readonly notes: readonly CompositionNote[];
}
