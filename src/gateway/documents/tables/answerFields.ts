import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../../../lib/graphql/fragmentsOf.js';

/** A field of an answer, with all nodes that ask for it. */
export interface SelectedField {
  /** Its name in the answer. */
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  /** Undefined for `__typename`, and what else is not in the schema. */
  readonly type: GraphQLOutputType | undefined;
  /** What is below it; empty for a leaf. */
  readonly fields: () => readonly SelectedField[];
}

/** Whether a field has a list of values, or of lists. */
export const isList = ({ type }: SelectedField): boolean =>
  type !== undefined && isListType(isNonNullType(type) ? type.ofType : type);

/** Whether a field has a list of lists. */
export function isNested({ type }: SelectedField): boolean {
  const list = isNonNullType(type) ? type.ofType : type;
  if (!isListType(list)) return false;
  return isListType(isNonNullType(list.ofType) ? list.ofType.ofType : list.ofType);
}

/** Whether a field, or each of the values in its list, has no fields. */
export const isLeaf = ({ type }: SelectedField): boolean => type === undefined || isLeafType(getNamedType(type));

interface Asked {
  readonly type: GraphQLCompositeType;
  readonly set: SelectionSetNode;
}

/**
 * The fields of an operation's answer in their order, by the names that they have there. Fragments count for all types alike: a field
 * that one type alone has may be missing in an answer.
 */
export function answerFields(schema: GraphQLSchema, document: DocumentNode, root: Asked): readonly SelectedField[] {
  const fragments = fragmentsOf(document);
  const conditioned = (type: GraphQLCompositeType, node: FragmentDefinitionNode['typeCondition'] | undefined) => {
    const found = node === undefined ? type : typeFromAST(schema, node);
    return isCompositeType(found) ? found : type;
  };
  const collect = (
    { type, set }: Asked,
    into: Map<string, { type: GraphQLOutputType | undefined; nodes: FieldNode[]; below: Asked[] }>,
  ): typeof into => {
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment !== undefined)
          collect({ type: conditioned(type, fragment.typeCondition), set: fragment.selectionSet }, into);
        continue;
      }
      const name = (selection.alias ?? selection.name).value;
      const owner = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      const known = into.get(name) ?? { type: owner?.type, nodes: [], below: [] };
      into.set(name, known);
      known.nodes.push(selection);
      const inner = owner && getNamedType(owner.type);
      if (selection.selectionSet && (isObjectType(inner) || isAbstractType(inner)))
        known.below.push({ type: inner, set: selection.selectionSet });
    }
    return into;
  };
  const below = (asked: readonly Asked[]): readonly SelectedField[] => {
    const found: ReturnType<typeof collect> = new Map();
    for (const one of asked) collect(one, found);
    return [...found].map(([name, { type, nodes, below: inner }]) => ({
      name,
      type,
      nodes,
      fields: () => below(inner),
    }));
  };
  return below([root]);
}
