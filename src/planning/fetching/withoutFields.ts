import { Kind, print, visit, type DefinitionNode, type DocumentNode, type SelectionSetNode } from 'graphql';

/** The names of variables and fragments that a part of a document uses. */
function usesOf(document: DocumentNode): Set<string> {
  const used = new Set<string>();
  const look = (node: SelectionSetNode): void => {
    visit(node, {
      Variable: ({ name }) => void used.add(`$${name.value}`),
      FragmentSpread({ name: { value: name } }) {
        if (used.has(name)) return;
        used.add(name);
        for (const one of document.definitions)
          if (one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name) look(one.selectionSet);
      },
    });
  };
  for (const one of document.definitions) if (one.kind === Kind.OPERATION_DEFINITION) look(one.selectionSet);
  return used;
}

/**
 * A document without some fields of its root, and without the variables and fragments that only these use; `used` are those that stay,
 * variables with their `$`.
 */
export function withoutFields(
  document: DocumentNode,
  names: ReadonlySet<string>,
): { document: DocumentNode; text: string; used: ReadonlySet<string> } {
  const cut: DocumentNode = {
    ...document,
    definitions: document.definitions.map((one) => {
      if (one.kind !== Kind.OPERATION_DEFINITION) return one;
      const selections = one.selectionSet.selections.filter(
        (field) => field.kind !== Kind.FIELD || !names.has((field.alias ?? field.name).value),
      );
      return { ...one, selectionSet: { ...one.selectionSet, selections } };
    }),
  };
  const used = usesOf(cut);
  const definitions = cut.definitions.flatMap((one): DefinitionNode[] => {
    if (one.kind === Kind.FRAGMENT_DEFINITION) return used.has(one.name.value) ? [one] : [];
    if (one.kind !== Kind.OPERATION_DEFINITION) return [one];
    const variableDefinitions = (one.variableDefinitions ?? []).filter(({ variable }) =>
      used.has(`$${variable.name.value}`),
    );
    return [{ ...one, variableDefinitions }];
  });
  const made: DocumentNode = { ...cut, definitions };
  return { document: made, text: print(made), used };
}
