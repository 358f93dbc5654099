import { print, type DocumentNode } from 'graphql';
import { UserError } from '../../lib/errors/UserError.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import type { Engine } from '../Engine.js';
import { compilePlan } from './compilePlan.js';
import { orderGraphs } from './orderGraphs.js';
import { providedFields, withoutProvidedTypes } from './providedFields.js';

/** The engine over the native planner; undefined where its binary does not load. */
export async function createPlannerEngine(supergraph: Supergraph): Promise<Engine | undefined> {
  const library = await import('@graphql-hive/router-query-planner').catch(() => undefined);
  if (library === undefined) return undefined;
  const { sdl, joins } = supergraph;
  const { sdl: ordered, nameOf } = orderGraphs(sdl);
  const planner = new library.QueryPlanner(ordered);
  const provided = providedFields(sdl);
  const toPlan = (document: DocumentNode, text: string): string =>
    provided.size === 0 ? text : print(withoutProvidedTypes(document, supergraph, provided));
  return {
    name: 'planner',
    percentages: planner.overridePercentages.toSorted((one, other) => one - other),
    async prepare(document, text, { operation, name }, drawn) {
      try {
        const plan = await planner.planAsync(toPlan(document, text), name?.value, new Set(), drawn);
        return compilePlan(plan, joins, operation, nameOf, provided);
      } catch (error) {
        if (error instanceof UserError) throw error;
        throw new UserError(`The operation cannot be planned: ${(error as Error).message}`, 'NOT_PLANNABLE');
      }
    },
  };
}
