import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { app, customerId, decimal, facet, key, sourceNamespace } from './columns.js';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

export const products = facet.table('products', {
  productId: key('product_id').primaryKey(),
  productName: text('product_name'),
  productDescription: text('product_description'),
  productSku: text('product_sku'),
  productUpc: text('product_upc'),
  productMsrp: decimal('product_msrp'),
  productBrand: text('product_brand'),
  productCategory: text('product_category'),
  productSubcategory: text('product_subcategory'),
  productClass: text('product_class'),
  productDepartment: text('product_department'),
  productType: text('product_type'),
  productColor: text('product_color'),
  productSize: text('product_size'),
  productSeason: text('product_season'),
  productGender: text('product_gender'),
  loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
});

const orderContext = () => ({
  currency: text('currency'),
  digitalChannel: text('digital_channel'),
  purchaseChannel: text('purchase_channel'),
  purchaseBrand: text('purchase_brand'),
  paymentMethod: text('payment_method'),
  storeId: text('store_id'),
  app: app(),
  brand: text('brand'),
  /** Texts by the names that the import gave them, beside the columns; null without any. */
  attributes: jsonb('attributes').$type<Readonly<Record<string, string>>>(),
});

/**
 * One row per order line. A return or cancellation is a line of its own under the original order, flagged, with
 * quantity and money at or below zero. `line_id` is the source's own, else made from the line's content and its n-th
 * occurrence in the file.
 */
export const unifiedItemizedTransactions = facet.table(
  'unified_itemized_transactions',
  {
    customerId: customerId(),
    orderId: key('order_id').notNull(),
    lineId: key('line_id').notNull(),
    sourceCustomerId: text('source_customer_id'),
    sourceNamespace: sourceNamespace(),
    productId: text('product_id'),
    orderDatetime: instant('order_datetime').notNull(),
    isReturn: boolean('is_return'),
    isCancellation: boolean('is_cancellation'),
    itemQuantity: decimal('item_quantity'),
    itemRevenue: decimal('item_revenue'),
    itemListPrice: decimal('item_list_price'),
    itemDiscountAmount: decimal('item_discount_amount'),
    itemDiscountPercent: decimal('item_discount_percent'),
    itemSubtotal: decimal('item_subtotal'),
    itemCost: decimal('item_cost'),
    itemProfit: decimal('item_profit'),
    itemTaxAmount: decimal('item_tax_amount'),
    orderDiscountAmount: decimal('order_discount_amount'),
    ...orderContext(),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.orderId, table.lineId] }),
    index('unified_itemized_transactions_order').on(table.orderId),
    check('unified_itemized_transactions_attributes', sql`jsonb_typeof(${table.attributes}) = 'object'`),
    index('unified_itemized_transactions_foreign_key')
      .on(table.sourceNamespace)
      .where(sql`${table.sourceNamespace} is not null`),
  ],
);

/** One row per order, always derived from `unified_itemized_transactions`. Returned and cancelled money is ≤ 0. */
export const unifiedTransactions = facet.table(
  'unified_transactions',
  {
    customerId: customerId(),
    orderId: key('order_id').notNull(),
    sourceCustomerId: text('source_customer_id'),
    orderDatetime: instant('order_datetime').notNull(),
    orderQuantity: decimal('order_quantity').notNull(),
    orderRevenue: decimal('order_revenue').notNull(),
    orderReturnedQuantity: decimal('order_returned_quantity').notNull(),
    orderReturnedRevenue: decimal('order_returned_revenue').notNull(),
    orderCanceledQuantity: decimal('order_canceled_quantity').notNull(),
    orderCanceledRevenue: decimal('order_canceled_revenue').notNull(),
    orderListPrice: decimal('order_list_price'),
    orderDiscountAmount: decimal('order_discount_amount'),
    orderDiscountPercent: decimal('order_discount_percent'),
    orderSubtotal: decimal('order_subtotal'),
    orderTaxAmount: decimal('order_tax_amount'),
    orderCost: decimal('order_cost'),
    sumItemRevenue: decimal('sum_item_revenue'),
    sumItemDiscountAmount: decimal('sum_item_discount_amount'),
    netOrderRevenue: decimal('net_order_revenue').notNull(),
    lines: integer('lines').notNull(),
    ...orderContext(),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.orderId] }),
    index('unified_transactions_order').on(table.orderId),
    index('unified_transactions_datetime').on(table.customerId, table.orderDatetime),
    check('unified_transactions_attributes', sql`jsonb_typeof(${table.attributes}) = 'object'`),
  ],
);
