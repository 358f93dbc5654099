import { Kind, type DocumentNode } from 'graphql';
import { toGlobalId } from '../lib/relay/globalId.js';
import { keyedTypes } from '../subgraphSchema/entityKeys.js';
import { textAt } from './keyOf.js';
import { isNodeIdKey, keyLeaves } from './keyLeaves.js';

type Row = Readonly<Record<string, unknown>>;

/**
 * Resolvers of `nodeId` for the nodes of a document, out of their keys: for those whose own subgraph, which has one of its own, is
 * served elsewhere.
 */
export function nodeIdResolvers(document: DocumentNode): Readonly<Record<string, object>> {
  const nodes = new Set(
    document.definitions.flatMap((one) =>
      one.kind === Kind.OBJECT_TYPE_DEFINITION && one.interfaces?.some(({ name }) => name.value === 'Node') === true
        ? [one.name.value]
        : [],
    ),
  );
  return Object.fromEntries(
    keyedTypes(document, 'key').flatMap(({ name, keys }) => {
      const key = keys.map(keyLeaves).find((leaves) => !isNodeIdKey(leaves));
      if (key === undefined || !nodes.has(name)) return [];
      return [[name, { nodeId: (row: Row) => toGlobalId(name, ...key.map((leaf) => textAt(row, leaf) ?? '')) }]];
    }),
  );
}
