import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type SelectionSetNode,
} from 'graphql';
import { schemaFault } from './schemaFault.js';

/** One `@key` of a type. */
export interface EntityKey {
  /** Its fields as they are written, with one blank between them. */
  readonly fields: string;
  readonly resolvable: boolean;
  readonly selection: SelectionSetNode;
}

/** A type that other subgraphs know by keys. */
export interface KeyedType {
  readonly name: string;
  readonly isInterface: boolean;
  readonly keys: readonly EntityKey[];
}

const argumentOf = ({ arguments: given = [] }: ConstDirectiveNode, wanted: string) =>
  given.find(({ name }) => name.value === wanted)?.value;

/** The fields of a `@key`, with one blank between them; '' where it names none. */
export function keyFields(key: ConstDirectiveNode): string {
  const fields = argumentOf(key, 'fields');
  return fields?.kind === Kind.STRING ? fields.value.trim().replace(/\s+/g, ' ') : '';
}

/** Whether a subgraph answers for objects by a `@key`. */
export function isResolvable(key: ConstDirectiveNode): boolean {
  const resolvable = argumentOf(key, 'resolvable');
  return resolvable?.kind !== Kind.BOOLEAN || resolvable.value;
}

function selectionOf(type: string, fields: string): SelectionSetNode {
  try {
    const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
    if (operation?.kind === Kind.OPERATION_DEFINITION) return operation.selectionSet;
  } catch {
    // The sentence below says more than where in the text it is.
  }
  throw schemaFault(`A key of "${type}" is no selection of fields: "${fields}".`);
}

type KeyedNode =
  InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode | ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

const isKeyedNode = ({ kind }: { readonly kind: Kind }): boolean =>
  kind === Kind.OBJECT_TYPE_DEFINITION ||
  kind === Kind.OBJECT_TYPE_EXTENSION ||
  kind === Kind.INTERFACE_TYPE_DEFINITION ||
  kind === Kind.INTERFACE_TYPE_EXTENSION;

/** The types of a document with keys, `@key` by the name that the document has for it. Throws a `UserError` for a bad key. */
export function keyedTypes({ definitions }: DocumentNode, keyName: string): KeyedType[] {
  const types = new Map<string, KeyedType>();
  for (const node of definitions.filter((one): one is KeyedNode => isKeyedNode(one))) {
    const { name, directives = [] } = node;
    const keys = directives.filter((one) => one.name.value === keyName);
    if (keys.length === 0) continue;
    const read = keys.map((key) => {
      const fields = keyFields(key);
      return { fields, resolvable: isResolvable(key), selection: selectionOf(name.value, fields) };
    });
    const known = types.get(name.value)?.keys ?? [];
    const isInterface = node.kind === Kind.INTERFACE_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_EXTENSION;
    types.set(name.value, { name: name.value, isInterface, keys: [...known, ...read] });
  }
  return [...types.values()];
}

type Given = 'absent' | 'null' | 'given';

/** What is given of several values together: the least of them. */
function leastOf(found: readonly Given[]): Given {
  if (found.includes('absent')) return 'absent';
  return found.includes('null') ? 'null' : 'given';
}

/** What is given of the fields of a key below a value, which may be a list of objects. */
function givenBelow(value: unknown, selection: SelectionSetNode): Given {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return leastOf(value.map((item) => givenBelow(item, selection)));
  return typeof value === 'object' ? givenOf(value, selection) : 'absent';
}

function givenOf(value: object, { selections }: SelectionSetNode): Given {
  return leastOf(
    selections.flatMap((selection) => {
      if (selection.kind !== Kind.FIELD) return [];
      const own = (value as Readonly<Record<string, unknown>>)[selection.name.value];
      if (selection.selectionSet !== undefined) return givenBelow(own, selection.selectionSet);
      if (own === undefined) return 'absent';
      return own === null ? 'null' : 'given';
    }),
  );
}

/** The key that a representation gives: one with all of its values before one with nulls; undefined for none. */
export function givenKey(representation: object, keys: readonly EntityKey[]): EntityKey | undefined {
  let withNulls: EntityKey | undefined;
  for (const key of keys) {
    const given = givenOf(representation, key.selection);
    if (given === 'given') return key;
    if (given === 'null') withNulls ??= key;
  }
  return withNulls;
}
