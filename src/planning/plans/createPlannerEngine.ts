import { print, type DocumentNode } from 'graphql';
import { createTurns } from '../../lib/async/createTurns.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import type { Engine } from '../Engine.js';
import { compilePlan } from './compilePlan.js';
import { orderGraphs } from './orderGraphs.js';
import { providedFields, withoutProvidedTypes } from './providedFields.js';

/**
 * Plans that are made at the same time, by all supergraphs: each takes a thread of Node's pool, which also looks up hosts, reads files and
 * compresses answers, and nothing ends one that takes half a minute.
 */
const turns = createTurns(2, 1000);
/** Milliseconds that an operation waits for its turn. */
const patience = 10_000;

const overloaded = (): UserError => new UserError('Too many operations wait for their plans; try again.', 'OVERLOADED');

/** What work gives that takes its turn. Rejects with `OVERLOADED` where that does not come. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  // Several requests may wait for a plan, so that none of them ends it.
  const { signal } = new AbortController();
  const turn = turns.take({ signal, milliseconds: patience, late: overloaded });
  if (turn === undefined) throw overloaded();
  await turn;
  try {
    return await work();
  } finally {
    turns.free();
  }
}

/** The engine over the native planner; undefined where its binary does not load. */
export async function createPlannerEngine(supergraph: Supergraph): Promise<Engine | undefined> {
  const library = await import('@graphql-hive/router-query-planner').catch(() => undefined);
  if (library === undefined) return undefined;
  const { sdl, joins } = supergraph;
  const { sdl: ordered, nameOf } = orderGraphs(sdl);
  const planner = new library.QueryPlanner(ordered);
  const provided = providedFields(sdl);
  const toPlan = (document: DocumentNode): string =>
    print(provided.size === 0 ? document : withoutProvidedTypes(document, supergraph, provided));
  return {
    name: 'planner',
    percentages: planner.overridePercentages.toSorted((one, other) => one - other),
    async prepare(document, { operation, name }, drawn) {
      try {
        const asked = toPlan(document);
        const plan = await inTurn(() => planner.planAsync(asked, name?.value, new Set(), drawn));
        return compilePlan(plan, joins, operation, nameOf, provided);
      } catch (error) {
        if (error instanceof UserError) throw error;
        throw new UserError(`The operation cannot be planned: ${(error as Error).message}`, 'NOT_PLANNABLE');
      }
    },
  };
}
