import { products, unifiedItemizedTransactions, unifiedTransactions } from '../../db/tables/index.js';
import { PiiClass } from '../../words/piiClasses.js';
import type { TableRows } from './TableRows.js';
import { describeColumns, ofAnybody, withJoinKey, type DescribedColumns, type TableView } from './tableView.js';

/** How an order was placed: said of orders and of lines. */
const context: DescribedColumns = {
  currency: 'Currency of the money, ISO 4217. Nothing is converted.',
  digital_channel: 'Online sub-channel, such as a search engine or e-mail.',
  purchase_channel: 'How it was bought: online, in a shop.',
  purchase_brand: 'Brand that was bought.',
  payment_method: 'How it was paid.',
  store_id: 'Shop in which it was bought.',
  app: 'Application that the order belongs to.',
  brand: 'Brand of the company that the order is of.',
};

const productWords: DescribedColumns = {
  product_name: 'Name of the product.',
  product_description: 'Description of the product.',
  product_sku: 'Stock number.',
  product_upc: 'Bar code.',
  product_msrp: 'Recommended price of one unit.',
  product_brand: 'Brand of the product.',
  product_category: 'Category that the product is in.',
  product_subcategory: 'Category below that.',
  product_class: 'Class of the product.',
  product_department: 'Department that sells it.',
  product_type: 'Type of the product.',
  product_color: 'Colour.',
  product_size: 'Size.',
  product_season: 'Season that it is made for.',
  product_gender: 'Whom it is made for: F, M or unisex.',
};

const lines = (rows: TableRows): TableView => ({
  name: 'unified_itemized_transactions',
  comment: 'One row per order line. What was returned or cancelled is a line of its own under the same order.',
  ...ofAnybody(
    rows,
    'unified_itemized_transactions',
    `left join ${rows('products', 'p')} on p.product_id = t.product_id`,
  ),
  columns: withJoinKey([
    ...describeColumns(unifiedItemizedTransactions, {
      source_customer_id: { as: 'customer_id', says: 'Key of the customer in the source.', pii: PiiClass.IDENTITY },
      source_namespace: 'Namespace of that key, where the line follows the person who has it.',
      order_id: 'Order number. Joins unified_transactions, with amperity_id.',
      line_id: 'Key of the line in its order.',
      product_id: 'Key of the product. Joins products.',
      order_datetime: 'When it was bought, returned or cancelled.',
      is_return: 'Whether the line is a return.',
      is_cancellation: 'Whether the line is a cancellation.',
      item_quantity: 'Units; at or below zero where they came back.',
      item_revenue: 'Money for all units, after discounts; at or below zero where it was given back.',
      item_list_price: 'List price of all units.',
      item_discount_amount: 'What was taken off the list price.',
      item_discount_percent: 'The same as a share, from 0 to 1.',
      item_subtotal: 'Subtotal as the source gives it.',
      item_cost: 'Cost of all units.',
      item_profit: 'Profit on all units.',
      item_tax_amount: 'Tax on the line.',
      order_discount_amount: 'Discount of the whole order, as it is repeated on its lines.',
      attributes: { says: 'What the source gives beside these columns, as a JSON object.', pii: null },
      ...context,
    }),
    ...describeColumns(products, productWords, 'p'),
  ]),
});

const orders = (rows: TableRows): TableView => ({
  name: 'unified_transactions',
  comment: 'One row per order, made of its lines.',
  ...ofAnybody(rows, 'unified_transactions'),
  columns: withJoinKey(
    describeColumns(unifiedTransactions, {
      source_customer_id: { as: 'customer_id', says: 'Key of the customer in the source.', pii: PiiClass.IDENTITY },
      order_id: 'Order number. Joins unified_itemized_transactions.',
      order_datetime: 'When the order was placed.',
      order_quantity: 'Units bought.',
      order_revenue: 'Money for what was bought, after discounts of lines.',
      order_returned_quantity: 'Units returned; at or below zero.',
      order_returned_revenue: 'Money given back for returns; at or below zero.',
      order_canceled_quantity: 'Units cancelled; at or below zero.',
      order_canceled_revenue: 'Money given back for cancellations; at or below zero.',
      order_list_price: 'List price of what was bought.',
      order_discount_amount: 'Discount of the order as a whole.',
      order_discount_percent: 'The same as a share of the list price, from 0 to 1.',
      order_subtotal: 'Subtotal of what was bought, as the source gives it.',
      order_tax_amount: 'Tax on what was bought.',
      order_cost: 'Cost of what was bought.',
      sum_item_revenue: 'Money of all lines together, as they stand.',
      sum_item_discount_amount: 'Discounts of all lines together, as they stand.',
      net_order_revenue: 'Bought less returned and cancelled, less the discount of the order.',
      lines: 'How many lines the order has.',
      attributes: { says: 'What the source gives of the order beside these columns, as a JSON object.', pii: null },
      ...context,
    }),
  ),
});

const catalogueOfProducts = (rows: TableRows): TableView => ({
  name: 'products',
  comment: 'One row per product.',
  from: rows('products', 't'),
  columns: describeColumns(products, {
    product_id: 'Key of the product. Joins unified_itemized_transactions.',
    ...productWords,
  }),
});

/** The views about what was bought. */
export const orderViews = (rows: TableRows): readonly TableView[] => [
  lines(rows),
  orders(rows),
  catalogueOfProducts(rows),
];
