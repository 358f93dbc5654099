import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { columnLoaderOf, planOf, type RequestContext } from '../../../federation/requestContext.js';
import { checkKey } from '../../../lib/checks/checkKey.js';
import { selectedColumns } from '../../../lib/relay/selection.js';
import { productColumns } from '../../../operands/orders/columns.js';
import type { ProductColumn } from './columns.js';
import { findProducts } from './queries.js';
import type { ProductRow } from './shape.js';

/** Products by key with at least some columns; null where unknown. */
const productLoader = (context: RequestContext, columns: readonly ProductColumn[]) =>
  columnLoaderOf<string, ProductRow | null, ProductColumn>(
    context,
    'products',
    { columns, texts: [] },
    (read) => new DataLoader((ids) => findProducts(context, ids, read().columns)),
  );

/**
 * A product by its key with what is asked below the resolved field; null when unknown. A `UserError` for a key that no text can
 * be.
 */
export async function loadProduct(
  context: RequestContext,
  id: string,
  info: GraphQLResolveInfo,
): Promise<ProductRow | null> {
  const key = checkKey(id, 'id');
  const columns = planOf(context, 'product', info.fieldNodes, () =>
    selectedColumns(info, 'Product', productColumns, info.fieldNodes),
  );
  return productLoader(context, columns).load(key);
}
