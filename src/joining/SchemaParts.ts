import type { SubgraphSource } from '../composition/Composition.js';

/** What a joined schema is made of beside the server's own: a supergraph that others composed, or those subgraphs of others whose schema could be read. */
export type SchemaParts =
  | { readonly kind: 'supergraph'; readonly sdl: string }
  | { readonly kind: 'subgraphs'; readonly subgraphs: readonly SubgraphSource[] };
