import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../../federation/requestContext.js';
import type { QueryProductsArgs, Resolvers } from '../../../generated/resolvers.js';
import { once } from '../../../lib/async/once.js';
import { isTooLongForKey } from '../../../lib/checks/checkKey.js';
import { checkVariables } from '../../../lib/checks/checkVariables.js';
import { listOf, toConnection, toPage } from '../../../lib/relay/page.js';
import { isPageAsked, nodesOfPage, selectedColumns } from '../../../lib/relay/selection.js';
import { positioned, readPage, toCursorKey } from '../../../population/position.js';
import { productColumns } from '../../../operands/orders/columns.js';
import type { ProductColumn } from './columns.js';
import { checkProductFilter } from './filter.js';
import { loadProduct } from './loaders.js';
import { productOrder } from './order.js';
import { countProducts, findProductPage } from './queries.js';
import { productNodeId, type ProductConnectionRow } from './shape.js';

const columnsOf = (info: GraphQLResolveInfo): ProductColumn[] =>
  selectedColumns(info, 'Product', productColumns, nodesOfPage(info, 'Product'));

/** A page of products, read only where something of it is asked. Throws a `UserError` that names what is wrong. */
async function productPage(
  context: RequestContext,
  { filter, first, after }: Partial<QueryProductsArgs>,
  info: GraphQLResolveInfo,
): Promise<ProductConnectionRow> {
  checkVariables(info, ['filter']);
  const asked = checkProductFilter(filter ?? {});
  const list = listOf('products', asked);
  const page = toPage(list, { first, after });
  const read = positioned(page, productOrder);
  const isAsked = isPageAsked(info, 'ProductConnection');
  const rows = isAsked ? await readPage(page, () => findProductPage(context, asked, read, columnsOf(info))) : [];
  return {
    ...toConnection(list, page, rows, ({ id }) => toCursorKey(null, [id])),
    count: once(() => countProducts(context, asked)),
  };
}

export const productResolvers = {
  Query: {
    product: (_, { id }, context, info) => loadProduct(context, id, info),
    products: (_, asked, context, info) => productPage(context, asked, info),
  },
  OrderLine: {
    // What a line names may be longer than any key.
    product: ({ productId }, _, context, info) =>
      productId === null || isTooLongForKey(productId) ? null : loadProduct(context, productId, info),
  },
  ProductConnection: {
    totalCount: ({ count }) => count(),
  },
  Product: {
    nodeId: productNodeId,
  },
} satisfies Resolvers;
