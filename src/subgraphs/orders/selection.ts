import type { GraphQLResolveInfo } from 'graphql';
import { nodesOfPage, selectedColumns, selectedFields } from '../../lib/relay/selection.js';
import { columnsOfLines, columnsOfOrders } from '../../operands/orders/columns.js';
import type { OrderColumn, OrderLineColumn } from './columns.js';

/** The columns beside the key that the selection below a resolved order needs. */
export const askedOrder = (info: GraphQLResolveInfo): OrderColumn[] =>
  selectedColumns(info, 'Order', columnsOfOrders, info.fieldNodes);

/** The columns beside the key that the selection below a resolved page of orders needs. */
export const askedOrders = (info: GraphQLResolveInfo): OrderColumn[] =>
  selectedColumns(info, 'Order', columnsOfOrders, nodesOfPage(info, 'Order'));

/** The columns beside the key that the selection below a resolved page of lines needs; their product needs its key. */
export function askedLines(info: GraphQLResolveInfo): OrderLineColumn[] {
  const nodes = nodesOfPage(info, 'OrderLine');
  const ofProduct: readonly OrderLineColumn[] = selectedFields(info, 'OrderLine', nodes).has('product')
    ? ['productId']
    : [];
  return [...selectedColumns(info, 'OrderLine', columnsOfLines, nodes), ...ofProduct];
}
