import {
  composeServices,
  createCompositionSuccessReadCacheContainer,
  type CompositionResult,
} from '@theguild/federation-composition';
import { UserError } from '../lib/errors/UserError.js';
import { readSupergraph } from '../supergraph/readSupergraph.js';
import type { Composition, SubgraphSource } from './Composition.js';
import { describeFault } from './faults/describeFault.js';
import { factsOfSubgraph, parseSubgraph, type SubgraphFacts } from './facts/readSubgraph.js';
import { readTypes } from './facts/readTypes.js';
import { findLosses } from './losses/findLosses.js';
import { findNotes } from './losses/findNotes.js';
import { defineInterfaceObjects } from './mending/defineInterfaceObjects.js';
import { expandSelections } from './mending/expandSelections.js';
import { lowerVersion } from './mending/lowerVersion.js';
import { mendSupergraph } from './mending/mendSupergraph.js';
import { NotComposable } from './NotComposable.js';

function refusal(subgraphs: readonly SubgraphFacts[], faults: readonly string[]): NotComposable {
  return new NotComposable(`The subgraphs ${subgraphs.map(({ name }) => name).join(', ')} do not compose`, faults);
}

function compose(subgraphs: readonly SubgraphFacts[]): CompositionResult {
  const services = subgraphs.map((one) => ({
    name: one.name,
    url: one.url,
    typeDefs: lowerVersion(defineInterfaceObjects(expandSelections(one), one)),
  }));
  try {
    return composeServices(services);
  } catch (error) {
    // Its own faults come so: a field set that names what there is not, for one.
    throw refusal(subgraphs, [describeFault({ message: (error as Error).message }, subgraphs)]);
  }
}

/** The composer does not look at what clients would see as a whole: a field's type that does not fit its interface, say. */
function checkApi(sdl: string, subgraphs: readonly SubgraphFacts[]): void {
  try {
    readSupergraph(sdl);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw refusal(subgraphs, [describeFault(error, subgraphs)]);
  }
}

function refuseTwoOfOneName(subgraphs: readonly SubgraphSource[]): void {
  const names = subgraphs.map(({ name }) => name);
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  if (twice !== undefined) throw new UserError(`Two subgraphs have the name "${twice}".`, 'NOT_COMPOSABLE');
}

/**
 * Composes subgraphs by the rules of Federation 2. What composition takes away from clients is told, not refused: see
 * `refuseLosses`. Throws `NotComposable`, a `UserError` that tells every fault with the subgraphs and the coordinate.
 */
export function composeSubgraphs(sources: readonly SubgraphSource[]): Composition {
  if (sources.length === 0) throw new UserError('There are no subgraphs to compose.', 'NOT_COMPOSABLE');
  refuseTwoOfOneName(sources);
  const subgraphs = sources.map((source) => factsOfSubgraph(source, parseSubgraph(source)));
  const result = compose(subgraphs);
  if (result.errors !== undefined)
    // Without the place in the SDL what stands at several is one fault.
    throw refusal(subgraphs, [...new Set(result.errors.map((error) => describeFault(error, subgraphs)))]);
  const document = mendSupergraph(result.supergraphDocumentNode, subgraphs);
  const sdl = `${createCompositionSuccessReadCacheContainer(document).supergraphSdl}\n`;
  checkApi(sdl, subgraphs);
  const composed = readTypes(document);
  return {
    sdl,
    losses: findLosses(composed, subgraphs),
    notes: findNotes(document, composed, subgraphs),
  };
}
