import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../../lib/graphql/fragmentsOf.js';

/** An operation that asks for the schema itself, in two documents. */
export interface SplitOperation {
  readonly introspection: DocumentNode;
  /** What else it asks for; undefined for nothing. */
  readonly rest: DocumentNode | undefined;
  /** The names of all its root fields in the answer, in their order. */
  readonly names: readonly string[];
}

/** A field of the root, inside of the fragments that it stands in. */
interface RootField {
  readonly field: FieldNode;
  readonly selection: SelectionNode;
}

const selectionSet = (selections: readonly SelectionNode[]): SelectionSetNode => ({
  kind: Kind.SELECTION_SET,
  selections,
});

/** The fields of the root one by one: each fragment is one around each of its fields. */
function rootFields(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): RootField[] {
  return selections.flatMap((selection): RootField[] => {
    if (selection.kind === Kind.FIELD) return [{ field: selection, selection }];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment === undefined) return [];
    const { typeCondition } = fragment;
    const around = {
      kind: Kind.INLINE_FRAGMENT,
      ...(typeCondition !== undefined && { typeCondition }),
      directives: selection.directives ?? [],
    } as const;
    return rootFields(fragment.selectionSet, fragments).map(({ field, selection: inner }) => ({
      field,
      selection: { ...around, selectionSet: selectionSet([inner]) },
    }));
  });
}

const asksSchema = ({ name }: FieldNode): boolean => name.value === '__schema' || name.value === '__type';

function split(document: DocumentNode, operation: OperationDefinitionNode): SplitOperation | undefined {
  const fragments = fragmentsOf(document);
  const fields = rootFields(operation.selectionSet, fragments);
  if (!fields.some(({ field }) => asksSchema(field))) return undefined;
  const isAlone = fields.every(({ field }) => asksSchema(field) || field.name.value === '__typename');
  const documentOf = (kept: readonly RootField[]): DocumentNode => ({
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, selectionSet: selectionSet(kept.map(({ selection }) => selection)) },
      ...fragments.values(),
    ],
  });
  return {
    introspection: documentOf(isAlone ? fields : fields.filter(({ field }) => asksSchema(field))),
    rest: isAlone ? undefined : documentOf(fields.filter(({ field }) => !asksSchema(field))),
    names: [...new Set(fields.map(({ field }) => (field.alias ?? field.name).value))],
  };
}

/** Plans are kept with documents, so each operation is split once; gone with it. */
const known = new WeakMap<OperationDefinitionNode, SplitOperation | null>();

/** Splits a query that asks for the schema itself; undefined for any other operation. */
export function splitIntrospection(document: DocumentNode, operationName?: string): SplitOperation | undefined {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
  let found = known.get(operation);
  if (found === undefined) {
    found = split(document, operation) ?? null;
    known.set(operation, found);
  }
  return found ?? undefined;
}
