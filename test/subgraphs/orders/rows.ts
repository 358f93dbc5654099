import { columnsOfOrders, columnsOfLines } from '../../../src/subgraphs/orders/columns.js';
import { productColumns } from '../../../src/subgraphs/orders/products/columns.js';
import type { NamesByType } from '../../contract/rules/sourceFaults.js';
import { pageRows } from '../pageRows.js';

/** The keys of the rows that stand behind the types of orders, which are those of their columns. */
export const orderRows: NamesByType = {
  ...pageRows('Order', 'OrderLine', 'Product'),
  Order: columnsOfOrders,
  OrderLine: columnsOfLines,
  Product: productColumns,
};
