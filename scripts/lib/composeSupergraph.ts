import { createCompositionSuccessReadCacheContainer } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { composeSubgraphs } from '../../src/composition/compose.js';
import { leanSubgraphSdl } from '../../src/federation/sdl.js';
import { subgraphs } from '../../src/subgraphs/index.js';

/** A subgraph's name and its SDL. */
export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
}

/** What a router needs, and what its clients see. */
export interface Supergraph {
  readonly supergraphSdl: string;
  readonly publicSdl: string;
}

/** Where a router finds Facet unless its own configuration says otherwise. */
const url = 'http://localhost:4000/graphql';

/** Composes subgraphs by the rules of Federation 2. Throws an error that lists every fault. */
export function compose(services: readonly SubgraphSdl[]): Supergraph {
  const { sdl } = composeSubgraphs(services.map((service) => ({ ...service, url })));
  return { supergraphSdl: sdl, publicSdl: `${createCompositionSuccessReadCacheContainer(parse(sdl)).publicSdl}\n` };
}

/** The supergraph of the committed subgraphs. */
export const composeSupergraph = (): string =>
  compose(subgraphs.map(({ name }) => ({ name, sdl: leanSubgraphSdl(name) }))).supergraphSdl;
