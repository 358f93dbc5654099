import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../../conditions/allOf.js';
import { folded, hasFolded } from '../../../db/folded.js';
import { selectColumns } from '../../../db/selectColumns.js';
import { anyOf } from '../../../db/sql.js';
import { byKey } from '../../../lib/byKey.js';
import type { Page } from '../../../lib/relay/page.js';
import { conditionsAfter, orderTerms } from '../../../population/keyset.js';
import type { Scope } from '../../../scope.js';
import { visibleRows } from '../../../visibleRows.js';
import { productColumns } from '../../../operands/orders/columns.js';
import type { ProductColumn } from './columns.js';
import type { ProductConditions } from './filter.js';
import { productOrder } from './order.js';
import type { ProductRow } from './shape.js';

const selectProduct = (columns: readonly ProductColumn[]): SQL =>
  selectColumns('p', productColumns, ['id', ...columns]);

/** Products by key with some columns, in the order of keys; null where unknown. */
export async function findProducts(
  scope: Scope,
  ids: readonly string[],
  columns: readonly ProductColumn[],
): Promise<(ProductRow | null)[]> {
  const rows = await scope.db.query<ProductRow>(sql`
    select ${selectProduct(columns)} from ${visibleRows(scope, 'products', 'p')} where ${anyOf(sql`p.product_id`, ids)}`);
  return byKey(ids, rows, ({ id }) => id);
}

/** The text in the name, or one of the numbers itself; nothing is found by no text. */
function searchCondition(search: string): SQL {
  if (search === '') return sql`false`;
  const is = (column: SQL): SQL => sql`${folded(column)} = ${folded(sql`${search}::text`)}`;
  return sql`(${hasFolded(folded(sql`p.product_name`), search)} or ${is(sql`p.product_id`)}
    or ${is(sql`p.product_sku`)} or ${is(sql`p.product_upc`)})`;
}

/** What must hold for products `p`. */
const conditionsOf = ({ ids, brands, categories, subcategories, search }: ProductConditions): SQL[] => [
  ...(ids === undefined ? [] : [anyOf(sql`p.product_id`, ids)]),
  ...(brands === undefined ? [] : [anyOf(sql`p.product_brand`, brands)]),
  ...(categories === undefined ? [] : [anyOf(sql`p.product_category`, categories)]),
  ...(subcategories === undefined ? [] : [anyOf(sql`p.product_subcategory`, subcategories)]),
  ...(search === undefined ? [] : [searchCondition(search)]),
];

/** A page of products with some columns in the order of their keys, and one more; [] beyond the end. */
export async function findProductPage(
  scope: Scope,
  asked: ProductConditions,
  { after, size }: Page,
  columns: readonly ProductColumn[],
): Promise<ProductRow[]> {
  const behind = after === undefined ? [] : conditionsAfter(productOrder, after);
  return scope.db.query<ProductRow>(sql`
    select ${selectProduct(columns)} from ${visibleRows(scope, 'products', 'p')}
    where ${allOf([...conditionsOf(asked), ...behind])} order by ${orderTerms(productOrder)} limit ${size + 1}`);
}

/** How many products fit. */
export async function countProducts(scope: Scope, asked: ProductConditions): Promise<number> {
  const [row] = await scope.db.query<{ count: number }>(sql`
    select count(*)::int as count from ${visibleRows(scope, 'products', 'p')} where ${allOf(conditionsOf(asked))}`);
  return row?.count ?? 0;
}
