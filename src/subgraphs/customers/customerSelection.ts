import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { planOf, type RequestContext } from '../../context.js';
import { selectedFields } from '../../lib/selection.js';
import { checkValue } from '../../population/operand.js';
import { customerLoader } from './loaders.js';
import { customerColumns, type CustomerRow } from './shape.js';

const columnFields = (info: GraphQLResolveInfo, nodes: readonly FieldNode[]): string[] =>
  [...selectedFields(info, 'Customer', nodes).keys()].filter((field) => field in customerColumns);

/** The fields of `Customer` below the resolved field that need columns. */
const askedCustomerFields = (context: RequestContext, info: GraphQLResolveInfo): readonly string[] =>
  planOf(context, 'customer', info.fieldNodes, () => columnFields(info, info.fieldNodes));

/** The same below `edges { node }` of a connection. */
export const askedEdgeFields = (context: RequestContext, info: GraphQLResolveInfo): readonly string[] =>
  planOf(context, 'customers', info.fieldNodes, () => {
    const edges = selectedFields(info, 'CustomerConnection', info.fieldNodes).get('edges') ?? [];
    return columnFields(info, selectedFields(info, 'CustomerEdge', edges).get('node') ?? []);
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
  checkValue(id, 'id');
  return customerLoader(context, askedCustomerFields(context, info)).load(id.trim());
}
