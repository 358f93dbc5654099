import type { GraphQLSchema } from 'graphql';
import { UserError } from '../lib/errors/UserError.js';
import { fromGlobalId } from '../lib/relay/globalId.js';
import { shortened } from '../lib/text/shortened.js';
import { isKeyAlone, markKeyAlone } from './keyAlone.js';
import { isNodeIdKey, keyObject, keyOfLength, keysOfType } from './keyLeaves.js';
import { textAt } from './keyOf.js';
import type { ReferenceResolver, References } from './subgraph.js';

type Representation = Parameters<ReferenceResolver>[0];

/** A representation by its own key, where it came by `nodeId` alone. Throws a `UserError` for an identifier of anything else. */
function byOwnKey(representation: Representation, type: string, schema: GraphQLSchema): Representation {
  const nodeId = textAt(representation, ['nodeId']);
  if (nodeId === undefined) return representation;
  const keys = keysOfType(schema, type);
  if (!keys.some(isNodeIdKey)) return representation;
  const others = keys.filter((key) => !isNodeIdKey(key));
  if (others.some((key) => key.every((leaf) => textAt(representation, leaf) !== undefined))) return representation;
  const { type: named, key: values } = fromGlobalId(nodeId) ?? { type: '', key: [] };
  const key = named === type ? keyOfLength(schema, type, values.length) : undefined;
  if (key === undefined)
    throw new UserError(
      `"${shortened(nodeId)}" is not the global identifier of an object of type "${type}".`,
      'BAD_REPRESENTATION',
    );
  return { ...representation, ...keyObject(key, values) };
}

/** References that also take representations by `nodeId`, of the types that have it as a key: an identifier says the key itself. */
export const acceptNodeIds = (references: References): References =>
  Object.fromEntries(
    Object.entries(references).map(([type, resolve]): [string, ReferenceResolver] => {
      const byAny: ReferenceResolver = (representation, context, info) =>
        resolve(byOwnKey(representation, type, info.schema), context, info);
      return [type, isKeyAlone(resolve) ? markKeyAlone(byAny) : byAny];
    }),
  );
