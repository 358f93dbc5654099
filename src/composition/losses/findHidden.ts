import type { ConstDirectiveNode } from 'graphql';
import type { CompositionNote } from '../Composition.js';
import type { SubgraphFacts } from '../facts/readSubgraph.js';
import { listedNames } from './listedNames.js';

interface Part {
  readonly coordinate: string;
  readonly node: { readonly directives?: readonly ConstDirectiveNode[] | undefined };
}

/** Everything in a subgraph that can be hidden by itself. */
const partsOf = ({ types }: SubgraphFacts): Part[] =>
  [...types.values()].flatMap((type) => [
    { coordinate: type.name, node: type },
    ...[...type.fields.values()].flatMap((field) => {
      const coordinate = `${type.name}.${field.name.value}`;
      const given = (field.arguments ?? []).map((one) => ({
        coordinate: `${coordinate}(${one.name.value}:)`,
        node: one,
      }));
      return [{ coordinate, node: field }, ...given];
    }),
    ...[...type.inputs, ...type.values].map(([name, node]) => ({ coordinate: `${type.name}.${name}`, node })),
  ]);

/** What one subgraph shows clients, and another one hides from them by `@inaccessible`: that hides it for all. */
export function findHidden(subgraphs: readonly SubgraphFacts[]): CompositionNote[] {
  const told = new Map<string, { readonly shown: string[]; readonly hidden: string[] }>();
  for (const subgraph of subgraphs)
    for (const { coordinate, node } of partsOf(subgraph)) {
      if (subgraph.applied(node, 'external').length > 0) continue;
      const one = told.get(coordinate) ?? { shown: [], hidden: [] };
      one[subgraph.applied(node, 'inaccessible').length > 0 ? 'hidden' : 'shown'].push(subgraph.name);
      told.set(coordinate, one);
    }
  return [...told].flatMap(([coordinate, { shown, hidden }]): CompositionNote[] => {
    if (shown.length === 0 || hidden.length === 0) return [];
    const [has, hides] = [shown.length === 1 ? 'has' : 'have', hidden.length === 1 ? 'hides' : 'hide'];
    const message = `${coordinate}: ${listedNames(shown)} ${has} it, and ${listedNames(hidden)} ${hides} it from clients by @inaccessible.`;
    return [{ coordinate, kind: 'hidden', message }];
  });
}
