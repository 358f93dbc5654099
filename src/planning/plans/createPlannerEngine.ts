import { UserError } from '../../lib/errors/UserError.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import type { Engine } from '../Engine.js';
import { compilePlan } from './compilePlan.js';
import { orderGraphs } from './orderGraphs.js';

/** The engine over the native planner; undefined where its binary does not load. */
export async function createPlannerEngine({ sdl, joins }: Supergraph): Promise<Engine | undefined> {
  const library = await import('@graphql-hive/router-query-planner').catch(() => undefined);
  if (library === undefined) return undefined;
  const { sdl: ordered, nameOf } = orderGraphs(sdl);
  const planner = new library.QueryPlanner(ordered);
  return {
    name: 'planner',
    percentages: planner.overridePercentages.toSorted((one, other) => one - other),
    async prepare(_document, text, { operation, name }, drawn) {
      try {
        return compilePlan(await planner.planAsync(text, name?.value, new Set(), drawn), joins, operation, nameOf);
      } catch (error) {
        if (error instanceof UserError) throw error;
        throw new UserError(`The operation cannot be planned: ${(error as Error).message}`, 'NOT_PLANNABLE');
      }
    },
  };
}
