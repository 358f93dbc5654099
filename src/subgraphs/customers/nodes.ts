import { isInterfaceType, type GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../federation/requestContext.js';
import { hasKey, loadByKey, loadReference } from '../../federation/references.js';
import { checkLength } from '../../lib/checks/checkLength.js';
import { fromGlobalId } from '../../lib/relay/globalId.js';
import { isDay } from '../../lib/time/days.js';
import { shortened } from '../../lib/text/shortened.js';
import { UserError } from '../../lib/errors/UserError.js';
import { listLimits } from '../../words/limits.js';
import { loadCustomer } from './customerSelection.js';
import { loadProfile } from './profile/resolvers.js';
import type { CustomerProfileRow } from './profile/shape.js';
import type { CustomerRow } from './shape.js';

/** A node of another subgraph, with the name of its type. */
interface ForeignNode {
  readonly __typename: string;
}

/** What stands behind a `Node`. */
export type NodeRow = CustomerRow | CustomerProfileRow | ForeignNode;

/** The GraphQL type of a node. */
export function nodeTypeOf(row: NodeRow): string {
  if ('__typename' in row) return String(row.__typename);
  return '_customer' in row ? 'CustomerProfile' : 'Customer';
}

/** Whether objects of a type are nodes in the schema that is asked: a role may not have all of them. */
function isNode(type: string, { schema }: GraphQLResolveInfo): boolean {
  const node = schema.getType('Node');
  return isInterfaceType(node) && schema.getPossibleTypes(node).some(({ name }) => name === type);
}

/** The error of a text that is no identifier of an object that can be had. */
const badNodeId = (nodeId: string): UserError =>
  new UserError(`"${shortened(nodeId)}" is not a global identifier of this server.`, 'INVALID_NODE_ID');

/** The object of a global identifier; null when unknown. A text that is no identifier of this server is a `UserError`. */
export async function findNode(
  nodeId: string,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<NodeRow | null> {
  const { type, key } = fromGlobalId(nodeId) ?? { type: '', key: [] };
  if (!isNode(type, info)) throw badNodeId(nodeId);
  const [id, day] = key;
  if (type === 'Customer' && id !== undefined && key.length === 1) return loadCustomer(context, id, info);
  if (type === 'CustomerProfile' && id !== undefined && day !== undefined && key.length === 2 && isDay(day))
    return loadProfile(context, { customerId: id, day }, info);
  if (hasKey(info, type, key.length))
    return id !== undefined && key.length === 1
      ? loadReference(type, id, context, info)
      : loadByKey(type, key, context, info);
  throw badNodeId(nodeId);
}

/** The objects of global identifiers, in their order; null where unknown. */
export function findNodes(
  nodeIds: readonly string[],
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<NodeRow>[] {
  checkLength(nodeIds, 'nodeIds', listLimits.keys);
  // GraphQL takes a promise of null in a nullable list; its generated type does not say so.
  return nodeIds.map((nodeId) => findNode(nodeId, context, info) as Promise<NodeRow>);
}
