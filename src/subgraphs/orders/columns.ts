import type { OrderLineRow, OrderRow } from './shape.js';

/** A column of an `OrderRow`. */
export type OrderColumn = keyof OrderRow;

/** A column of an `OrderLineRow`. */
export type OrderLineColumn = keyof OrderLineRow;

const purchaseColumns = {
  currency: 'currency',
  purchaseChannel: 'purchase_channel',
  digitalChannel: 'digital_channel',
  purchaseBrand: 'purchase_brand',
  brand: 'brand',
  paymentMethod: 'payment_method',
  storeId: 'store_id',
  attributes: 'attributes',
} as const;

/** Where each comes from, of `facet.unified_transactions`. */
export const columnsOfOrders: Readonly<Record<OrderColumn, string>> = {
  customerId: 'customer_id',
  id: 'order_id',
  sourceCustomerId: 'source_customer_id',
  orderedAt: 'order_datetime',
  quantity: 'order_quantity',
  revenue: 'order_revenue',
  returnedQuantity: 'order_returned_quantity',
  returnedRevenue: 'order_returned_revenue',
  cancelledQuantity: 'order_canceled_quantity',
  cancelledRevenue: 'order_canceled_revenue',
  netRevenue: 'net_order_revenue',
  listPrice: 'order_list_price',
  discountAmount: 'order_discount_amount',
  discountPercent: 'order_discount_percent',
  subtotal: 'order_subtotal',
  taxAmount: 'order_tax_amount',
  cost: 'order_cost',
  lineRevenue: 'sum_item_revenue',
  lineDiscountAmount: 'sum_item_discount_amount',
  lineCount: 'lines',
  ...purchaseColumns,
};

/** Where each comes from, of `facet.unified_itemized_transactions`. */
export const columnsOfLines: Readonly<Record<OrderLineColumn, string>> = {
  customerId: 'customer_id',
  orderId: 'order_id',
  lineId: 'line_id',
  orderedAt: 'order_datetime',
  isReturn: 'is_return',
  isCancellation: 'is_cancellation',
  productId: 'product_id',
  quantity: 'item_quantity',
  revenue: 'item_revenue',
  listPrice: 'item_list_price',
  discountAmount: 'item_discount_amount',
  discountPercent: 'item_discount_percent',
  subtotal: 'item_subtotal',
  cost: 'item_cost',
  profit: 'item_profit',
  taxAmount: 'item_tax_amount',
  orderDiscountAmount: 'order_discount_amount',
  ...purchaseColumns,
};

/** The key of an order, which is always read. */
export const orderKey: readonly OrderColumn[] = ['customerId', 'id'];

/** The key of a line, which is always read. */
export const orderLineKey: readonly OrderLineColumn[] = ['customerId', 'orderId', 'lineId'];
