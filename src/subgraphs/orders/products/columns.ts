import type { ProductRow } from './shape.js';

/** A column of a `ProductRow`. */
export type ProductColumn = keyof ProductRow;

/** Where each comes from, of `facet.products`. */
export const productColumns: Readonly<Record<ProductColumn, string>> = {
  id: 'product_id',
  name: 'product_name',
  description: 'product_description',
  sku: 'product_sku',
  upc: 'product_upc',
  msrp: 'product_msrp',
  brand: 'product_brand',
  category: 'product_category',
  subcategory: 'product_subcategory',
  class: 'product_class',
  department: 'product_department',
  type: 'product_type',
  color: 'product_color',
  size: 'product_size',
  season: 'product_season',
  gender: 'product_gender',
};
