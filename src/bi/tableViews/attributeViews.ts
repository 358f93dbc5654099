import { getTableColumns, type Table } from 'drizzle-orm';
import { customerAttributes, transactionAttributesExtended } from '../../db/tables/index.js';
import type { TableRows } from './TableRows.js';
import { describeColumns, withJoinKey, type DescribedColumns, type TableView } from './tableView.js';

const common: DescribedColumns = { app: 'Application that the customer belongs to.' };

/** The columns that hold attributes: their comments are those of the attributes, which who writes the table gives them. */
const attributeColumns = (table: Table, others: DescribedColumns): DescribedColumns =>
  Object.fromEntries(
    Object.values(getTableColumns(table))
      .filter(({ name }) => !(name in others) && name !== 'customer_id' && name !== 'load_id')
      .map(({ name }) => [name, {}]),
  );

const transactionColumns: DescribedColumns = { ...common, as_of: 'The day at whose end this was so.' };

/** The views about what is worked out of orders and of what is known of customers (spec A7, A10). */
export const attributeViews = (rows: TableRows): readonly TableView[] => [
  {
    name: 'transaction_attributes_extended',
    comment: 'One row per customer with orders: what they add up to, by period.',
    from: rows('transaction_attributes_extended', 't'),
    columns: withJoinKey(
      describeColumns(transactionAttributesExtended, {
        ...transactionColumns,
        ...attributeColumns(transactionAttributesExtended, transactionColumns),
      }),
    ),
  },
  {
    name: 'customer_attributes',
    comment: 'One row per customer: what customers are chosen and left out by.',
    from: rows('customer_attributes', 't'),
    columns: withJoinKey(
      describeColumns(customerAttributes, { ...common, ...attributeColumns(customerAttributes, common) }),
    ),
  },
];
