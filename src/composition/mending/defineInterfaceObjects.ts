import { Kind, type DocumentNode, type ObjectTypeDefinitionNode } from 'graphql';
import type { SubgraphFacts } from '../facts/readSubgraph.js';
import { isPartOfKey } from './isPartOfKey.js';

/**
 * The document of a subgraph for the composer, which does not know an interface again that stands there as
 * `extend type … @interfaceObject`: such an extension becomes a definition, and its keys are not external.
 */
export function defineInterfaceObjects(document: DocumentNode, subgraph: SubgraphFacts): DocumentNode {
  const { applied, names, types } = subgraph;
  const definitions = document.definitions.map((one) => {
    if (one.kind !== Kind.OBJECT_TYPE_EXTENSION || applied(one, 'interfaceObject').length === 0) return one;
    const type = types.get(one.name.value);
    if (type?.isExtension !== true) return one;
    const external = names.called('external');
    const fields = (one.fields ?? []).map((field) =>
      isPartOfKey(subgraph, type, field.name.value)
        ? { ...field, directives: (field.directives ?? []).filter(({ name }) => name.value !== external) }
        : field,
    );
    return { ...one, kind: Kind.OBJECT_TYPE_DEFINITION, fields } satisfies ObjectTypeDefinitionNode;
  });
  return { ...document, definitions };
}
