import type { DemoRun } from '../DemoRun.js';
import { productBrands, productColours, productKinds, productSeries, PRODUCTS_PER_KIND } from '../words/products.js';

/**
 * Writes the products, and makes `demo_products`: number `n` from 0 in the order of popularity, id, price, the share of
 * it that the product costs (percent), and the web page. Gives their number.
 */
export async function insertProducts({ client, loadId }: DemoRun): Promise<number> {
  await client`
    create temp table demo_products on commit drop as
    with drawn as materialized (
      select *, pg_temp.chance('product/' || kind || '/' || variant) as look
      from jsonb_to_recordset(${client.json(productKinds)}) as kinds (
        department text, category text, subcategory text, kind text, low integer, high integer
      )
      cross join generate_series(1, ${PRODUCTS_PER_KIND}) as variant
    )
    select *, (row_number() over (order by look) - 1)::integer as n,
      'SKU' || lpad((1000 + row_number() over (order by kind collate "C", variant))::text, 5, '0') as product_id,
      (${productBrands}::text[])[1 + pg_temp.pick(look, 1, ${productBrands.length})] as product_brand,
      (${productSeries}::text[])[1 + (variant * 3 + pg_temp.pick(look, 2, 3)) % ${productSeries.length}] as series,
      low + pg_temp.pick(look, 3, high - low) + 0.95 as price, 42 + pg_temp.pick(look, 4, 22) as cost_percent,
      '/c/' || replace(lower(category collate "C"), ' ', '-') as category_page
    from drawn`;
  await client`analyze demo_products`;
  const { count } = await client`
    insert into facet.products (product_id, product_name, product_description, product_sku, product_msrp, product_brand,
      product_category, product_subcategory, product_class, product_department, product_type, product_color,
      product_season, product_gender, load_id)
    select product_id, concat_ws(' ', product_brand, series, kind),
      concat_ws(' ', kind, 'of the series', series, 'by', product_brand), product_id || '-' || variant, price,
      product_brand, category, subcategory, series, department, kind,
      (${productColours}::text[])[1 + pg_temp.pick(look, 5, ${productColours.length})],
      case department when 'Winter' then 'winter' else 'all year' end,
      case when department in ('Wear', 'Footwear') then (array['F', 'M', 'unisex'])[1 + variant % 3] end, ${loadId}::bigint
    from demo_products`;
  return count;
}
