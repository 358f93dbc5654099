import type { FieldDefinitionNode } from 'graphql';
import { textArgument } from '../facts/specificationNames.js';
import type { SubgraphFacts } from '../facts/readSubgraph.js';
import type { TypeFacts } from '../facts/TypeFacts.js';
import { isPartOfKey } from './isPartOfKey.js';

/** What one subgraph says of a field of the supergraph. */
export interface FieldSource {
  /** Its name in `join__Graph`. */
  readonly graph: string;
  readonly field: FieldDefinitionNode;
  readonly isExternal: boolean;
  readonly requires: string | undefined;
  readonly provides: string | undefined;
  readonly override: string | undefined;
}

/** A key of an extension is called external by custom, and is not. */
function isExternal(subgraph: SubgraphFacts, type: TypeFacts, field: FieldDefinitionNode): boolean {
  const { applied, names } = subgraph;
  // Federation 1 calls all external that an extension repeats; the composer knows what of it counts.
  if (!names.isLinked) return false;
  if (applied(field, 'external').length === 0 && applied(type, 'external').length === 0) return false;
  return !(type.isExtension && isPartOfKey(subgraph, type, field.name.value));
}

/** What each subgraph that has a field says of it, by the order of the graphs. */
export function sourcesOfField(
  graphs: ReadonlyMap<string, SubgraphFacts>,
  typeName: string,
  fieldName: string,
): readonly FieldSource[] {
  return [...graphs].flatMap(([graph, subgraph]) => {
    const type = subgraph.types.get(typeName);
    const field = type?.fields.get(fieldName);
    if (type === undefined || field === undefined) return [];
    const text = (directive: string, argument: string): string | undefined => {
      const [one] = subgraph.applied(field, directive);
      return one && textArgument(one, argument);
    };
    return [
      {
        graph,
        field,
        isExternal: isExternal(subgraph, type, field),
        requires: text('requires', 'fields'),
        provides: text('provides', 'fields'),
        override: text('override', 'from'),
      },
    ];
  });
}
