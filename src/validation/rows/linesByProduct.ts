import type { CheckRows } from '../definitions/CheckRows.js';

/** The lines of each product, with what the catalogue of products says of it; without a catalogue there is nothing to compare. */
export const linesByProduct: CheckRows = {
  name: 'order lines by product',
  table: 'unified_itemized_transactions',
  from: `(
    select l.app, l.product_id, l.lines, c.has_products, p.product_id is not null as is_known,
      p.product_category, p.product_subcategory, p.product_description
    from (select app, product_id, count(*) as lines from facet.unified_itemized_transactions group by app, product_id) as l
    cross join (select exists (select 1 from facet.products) as has_products) as c
    left join facet.products as p on p.product_id = l.product_id
  )`,
  source: 't.app',
  key: ['product_id'],
  isTable: false,
};
