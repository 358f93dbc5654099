import type { Supergraph } from '../supergraph/Supergraph.js';
import type { JoinedEngine, JoinedExecutor } from './Planner.js';

/** Makes what executes operations over a supergraph, and loads the library for it; nothing of it outlives the supergraph. */
export async function createJoinedExecutor(
  supergraph: Supergraph,
  options: { readonly engine?: JoinedEngine } = {},
): Promise<JoinedExecutor> {
  return Promise.reject(new Error(`No engine ${options.engine ?? ''} for ${String(supergraph.graphs.length)} graphs`));
}
