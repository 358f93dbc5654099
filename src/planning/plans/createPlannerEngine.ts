import { UserError } from '../../lib/errors/UserError.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import type { Engine } from '../Engine.js';
import { compilePlan } from './compilePlan.js';
import { orderGraphs } from './orderGraphs.js';

/** Which share of requests a field that moves step by step to another subgraph is asked for there: none, until it has moved. */
const share = 0;

/** The engine over the native planner; undefined where its binary does not load. */
export async function createPlannerEngine({ sdl, joins }: Supergraph): Promise<Engine | undefined> {
  let QueryPlanner: typeof import('@graphql-hive/router-query-planner').QueryPlanner;
  try {
    ({ QueryPlanner } = await import('@graphql-hive/router-query-planner'));
  } catch {
    return undefined;
  }
  const { sdl: ordered, nameOf } = orderGraphs(sdl);
  const planner = new QueryPlanner(ordered);
  return {
    name: 'planner',
    async prepare(_document, text, { operation, name }) {
      try {
        return compilePlan(await planner.planAsync(text, name?.value, new Set(), share), joins, operation, nameOf);
      } catch (error) {
        if (error instanceof UserError) throw error;
        throw new UserError(`The operation cannot be planned: ${(error as Error).message}`, 'NOT_PLANNABLE');
      }
    },
  };
}
