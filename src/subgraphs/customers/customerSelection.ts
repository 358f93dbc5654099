import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { keptOf } from '../../execution/keptOf.js';
import type { RequestContext } from '../../federation/requestContext.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { nodesOfPage, selectedFields } from '../../lib/relay/selection.js';
import { customerLoader } from './loaders.js';
import { profileWith } from './profileWith.js';
import { columnsByField, type AskedCustomer, type CustomerRow } from './shape.js';

const columnFields = (info: GraphQLResolveInfo, nodes: readonly FieldNode[]): string[] =>
  [...selectedFields(info, 'Customer', nodes).keys()].filter((field) => field in columnsByField);

/** The fields of `Customer` below the resolved field that need columns. */
const askedCustomerFields = (info: GraphQLResolveInfo): readonly string[] =>
  keptOf(info, 'customer', () => columnFields(info, info.fieldNodes));

const nodesOf = (info: GraphQLResolveInfo): readonly FieldNode[] =>
  keptOf(info, 'nodes', () => nodesOfPage(info, 'Customer'));

/** The fields of `Customer` below `edges { node }` of the resolved connection that need columns. */
export const askedEdgeFields = (info: GraphQLResolveInfo): readonly string[] =>
  keptOf(info, 'customers', () => columnFields(info, nodesOf(info)));

/** What is asked of the customers below `edges { node }` of the resolved connection. */
export const askedOfEdges = (context: RequestContext, info: GraphQLResolveInfo): AskedCustomer => ({
  fields: askedEdgeFields(info),
  profile: profileWith(context, info, nodesOf(info), ['CustomerConnection', 'edges', 'node']),
});

/**
 * The customer of a key with what the selection asks; null when unknown. A `UserError` for a key that no text can be, before
 * it would fail for all keys that are loaded with it.
 */
export async function loadCustomer(
  context: RequestContext,
  id: string,
  info: GraphQLResolveInfo,
): Promise<CustomerRow | null> {
  const key = checkKey(id, 'id');
  const profile = profileWith(context, info, info.fieldNodes, ['Customer']);
  return customerLoader(context, { fields: askedCustomerFields(info), profile }).load(key);
}
