import { UserError } from '../lib/errors/UserError.js';
import type { Supergraph } from '../supergraph/Supergraph.js';
import type { Engine } from './Engine.js';
import { executeJoined } from './executeJoined.js';
import { OperationKeeper } from './OperationKeeper.js';
import type { JoinedEngine, JoinedExecutor } from './Planner.js';

async function openEngine(supergraph: Supergraph, wanted: JoinedEngine | undefined): Promise<Engine> {
  if (wanted !== 'stitching') {
    const { createPlannerEngine } = await import('./plans/createPlannerEngine.js');
    const engine = await createPlannerEngine(supergraph);
    if (engine !== undefined) return engine;
    if (wanted === 'planner') throw new Error('the native planner does not load on this platform');
  }
  const { createStitchingEngine } = await import('./stitching/createStitchingEngine.js');
  return createStitchingEngine(supergraph);
}

/**
 * Makes what executes operations over a supergraph, and loads the library for it; nothing of it outlives the supergraph. Left to itself it
 * takes the planner where that loads.
 */
export async function createJoinedExecutor(
  supergraph: Supergraph,
  options: { readonly engine?: JoinedEngine } = {},
): Promise<JoinedExecutor> {
  const engine = await openEngine(supergraph, options.engine).catch((error: unknown) => {
    if (error instanceof UserError) throw error;
    throw new UserError(`The supergraph cannot be planned over: ${(error as Error).message}`, 'SUPERGRAPH_INVALID');
  });
  const keeper = new OperationKeeper(supergraph, engine);
  return {
    engine: engine.name,
    execute: (operation, call) => executeJoined(supergraph, keeper, operation, call),
  };
}
