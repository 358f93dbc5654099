import { sql } from 'drizzle-orm';
import type { GroupNames } from '../../../population/groups/compileGroups.js';
import type { Operand } from '../../../operands/operand.js';
import type { OwnedTable } from '../../../population/owned/checkOwnedGroups.js';
import type { VisibleTable } from '../../../visibleRows.js';
import { lineValues, orderValues, type OrderValues } from '../../../operands/orders/values.js';

/** Orders or order lines, as rows `t` that are put together. */
export interface GroupedOrders extends OwnedTable {
  readonly table: VisibleTable;
  readonly values: OrderValues;
  /** What is counted beside the rows. */
  readonly counts: NonNullable<GroupNames['counts']> & { readonly CUSTOMERS: Operand };
  /** The GraphQL type of a row. */
  readonly rowType: 'Order' | 'OrderLine';
  /** The GraphQL type of a group. */
  readonly typeName: string;
}

const distinct = (name: string, of: string): Operand => ({
  name,
  kind: 'number',
  pii: 'NONE',
  sql: sql.raw(`count(distinct ${of})`),
  nullable: false,
  ofProfile: false,
});

const customers = distinct('customers', 't.customer_id');

/** Orders, a row each. */
export const groupedOrders: GroupedOrders = {
  rows: 'orders',
  keys: ['column', 'attribute', 'customerColumn', 'customerAttribute'],
  measures: ['column'],
  table: 'unified_transactions',
  values: orderValues,
  counts: { CUSTOMERS: customers },
  rowType: 'Order',
  typeName: 'OrderAggregate',
  trees: ['customer'],
};

/** Order lines, a row each. */
export const groupedLines: GroupedOrders = {
  rows: 'order lines',
  keys: ['column', 'attribute', 'productColumn', 'customerColumn', 'customerAttribute'],
  measures: ['column'],
  table: 'unified_itemized_transactions',
  values: lineValues,
  counts: { CUSTOMERS: customers, ORDERS: distinct('orders', 't.order_id') },
  rowType: 'OrderLine',
  typeName: 'OrderLineAggregate',
  trees: ['customer', 'product'],
};
