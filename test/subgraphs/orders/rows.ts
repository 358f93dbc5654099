import { systemViewer } from '../../../src/access/viewer.js';
import { toAggregate } from '../../../src/population/groups/aggregates.js';
import { toGroupKey } from '../../../src/population/groups/groupKey.js';
import { columnOperand } from '../../../src/operands/operands.js';
import { columnsOfLines, columnsOfOrders, productColumns } from '../../../src/operands/orders/columns.js';
import type { NamesByType } from '../../contract/rules/sourceFaults.js';
import { pageRows } from '../pageRows.js';

const aggregate = toAggregate([], [], () => null);

/** The keys of the rows that stand behind the types of orders, which are those of their columns, and behind their groups. */
export const orderRows: NamesByType = {
  ...pageRows('Order', 'OrderLine', 'Product', 'OrderAggregate', 'OrderLineAggregate'),
  OrderAggregate: { ...aggregate },
  OrderLineAggregate: { ...aggregate },
  OrderGroupKey: {
    ...toGroupKey({ operand: columnOperand({ viewer: systemViewer }, 'city', 'key'), grain: null }, null),
  },
  Order: columnsOfOrders,
  OrderLine: columnsOfLines,
  Product: productColumns,
};
