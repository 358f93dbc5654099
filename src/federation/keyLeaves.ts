import { Kind, type DocumentNode, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import { keyedTypes, type EntityKey } from '../subgraphSchema/entityKeys.js';

/** The way to one leaf of a key, such as `['customer', 'id']`. */
export type KeyLeaf = readonly string[];

/** The leaves of a key, in the order of its fields. */
export type KeyLeaves = readonly KeyLeaf[];

const leavesIn = ({ selections }: SelectionSetNode, way: KeyLeaf): KeyLeaf[] =>
  selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [];
    const here = [...way, selection.name.value];
    return selection.selectionSet === undefined ? [here] : leavesIn(selection.selectionSet, here);
  });

/** The leaves of a `@key`. */
export const keyLeaves = ({ selection }: EntityKey): KeyLeaves => leavesIn(selection, []);

const known = new WeakMap<object, readonly KeyLeaves[]>();

/** The keys of an entity type as its SDL gives them, also those that others answer for; [] for any other type. */
export function keysOfType(schema: GraphQLSchema, type: string): readonly KeyLeaves[] {
  const node = schema.getType(type)?.astNode;
  if (node == null) return [];
  const found = known.get(node);
  if (found !== undefined) return found;
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [node] };
  const keys = keyedTypes(document, 'key').flatMap((one) => one.keys.map(keyLeaves));
  known.set(node, keys);
  return keys;
}

/** Whether a key is the global identifier, which says the other key of a node. */
export const isNodeIdKey = (key: KeyLeaves): boolean => key.length === 1 && key[0]?.join('.') === 'nodeId';

/** The first key of a type, but for its global identifier, that has so many leaves; undefined where none has. */
export const keyOfLength = (schema: GraphQLSchema, type: string, count: number): KeyLeaves | undefined =>
  keysOfType(schema, type).find((key) => key.length === count && !isNodeIdKey(key));

type Nested = { [field: string]: string | Nested };

/** An object that has values at the leaves of a key. */
export function keyObject(key: KeyLeaves, values: readonly string[]): Readonly<Record<string, unknown>> {
  const made: Nested = {};
  key.forEach((leaf, n) => {
    let place = made;
    leaf.forEach((field, depth) => {
      if (depth === leaf.length - 1) place[field] = values[n] ?? '';
      else {
        const below = place[field];
        place = place[field] = typeof below === 'object' ? below : {};
      }
    });
  });
  return made;
}
