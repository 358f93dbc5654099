import { checkedTableFacts, type CheckedTable } from '../../words/checkedTables.js';
import type { CheckRows, RevenueColumns } from '../definitions/CheckRows.js';

const revenue: Partial<Readonly<Record<CheckedTable, RevenueColumns>>> = {
  unified_itemized_transactions: { at: 'order_datetime', revenue: 'item_revenue', quantity: 'item_quantity' },
  unified_transactions: { at: 'order_datetime', revenue: 'order_revenue', quantity: 'order_quantity' },
};

/** SQL of what parts the rows `t` of a table. */
export const dataSourceOf = (table: CheckedTable): string => {
  const { source } = checkedTableFacts(table);
  return source === null ? "''::text" : `t.${source}`;
};

/** The rows of a table, one by one. */
export function tableRows(table: CheckedTable): CheckRows {
  const sums = revenue[table];
  return {
    name: table,
    table,
    from: `facet.${table}`,
    source: dataSourceOf(table),
    key: checkedTableFacts(table).key,
    isTable: true,
    ...(sums !== undefined && { revenue: sums }),
  };
}
