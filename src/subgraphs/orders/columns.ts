import type { OrderLineRow, OrderRow } from './shape.js';

/** A column of an `OrderRow`. */
export type OrderColumn = keyof OrderRow;

/** A column of an `OrderLineRow`. */
export type OrderLineColumn = keyof OrderLineRow;

/** The key of an order, which is always read. */
export const orderKey: readonly OrderColumn[] = ['customerId', 'id'];

/** The key of a line, which is always read. */
export const orderLineKey: readonly OrderLineColumn[] = ['customerId', 'orderId', 'lineId'];
