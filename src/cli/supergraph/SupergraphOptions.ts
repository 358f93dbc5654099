/** What every command over subgraphs takes. */
export interface SupergraphOptions {
  /** A file with the SDL of the local subgraph, in place of the database's. */
  readonly sdl?: string;
  /** Where routers find the local subgraph. */
  readonly url?: string;
  readonly allowLosses?: boolean;
}
