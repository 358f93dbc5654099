import type { SubgraphSource } from '../../src/composition/Composition.js';

/** A subgraph of a test, of Federation 2 with these of its directives. */
export const subgraphOf = (
  name: string,
  sdl: string,
  directives: readonly string[] = ['key', 'shareable'],
): SubgraphSource => ({
  name,
  url: `http://${name}.example/graphql`,
  sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: [${directives
    .map((one) => `"@${one}"`)
    .join(', ')}])\n${sdl}`,
});
