import {
  getNamedType,
  isAbstractType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Supergraph } from '../../supergraph/Supergraph.js';

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
const isTypename = (node: SelectionNode): boolean => node.kind === Kind.FIELD && node.name.value === '__typename';

/** The names of the fields below which a `@provides` of a supergraph names others. */
export function providedFields(sdl: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (!/provides\s*:\s*"/.test(sdl)) return names;
  visit(parse(sdl, { noLocation: true }), {
    Argument({ name, value }) {
      if (name.value !== 'provides' || value.kind !== Kind.STRING) return;
      visit(parse(`{ ${value.value} }`, { noLocation: true }), {
        Field: (field) => void (field.selectionSet !== undefined && names.add(field.name.value)),
      });
    },
  });
  return names;
}

/**
 * A document that does not ask for the type of what is provided. The planner takes `__typename` for a field that is not provided, and
 * asks another subgraph for the whole.
 */
export function withoutProvidedTypes(
  document: DocumentNode,
  { apiSchema, joins }: Supergraph,
  names: ReadonlySet<string>,
): DocumentNode {
  const types = new TypeInfo(apiSchema);
  const strip = (field: FieldNode): FieldNode | undefined => {
    const type = getNamedType(types.getType());
    const { selections } = field.selectionSet ?? { selections: [] };
    const others = selections.filter((one) => !isTypename(one));
    const isTold = others.length === 0 || others.length === selections.length || !names.has(field.name.value);
    if (isTold || !isAbstractType(type) || joins.interfaceObjects.has(type.name)) return undefined;
    return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections: others } };
  };
  return visit(document, visitWithTypeInfo(types, { Field: { leave: strip } }));
}

/** A document that asks for the type of all that may be provided, as each subgraph can tell it of its own objects. */
export function withProvidedTypes(document: DocumentNode, names: ReadonlySet<string>): DocumentNode {
  const tell = ({ selections }: SelectionSetNode): SelectionSetNode => ({
    kind: Kind.SELECTION_SET,
    selections: selections.some(isTypename) ? selections : [typename, ...selections],
  });
  return visit(document, {
    Field: {
      leave: (field) =>
        field.selectionSet === undefined || !names.has(field.name.value)
          ? undefined
          : { ...field, selectionSet: tell(field.selectionSet) },
    },
  });
}
