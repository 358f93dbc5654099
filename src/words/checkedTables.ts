/** What is known of a table whose rows are checked. */
interface CheckedTableFacts {
  /** The column that parts its rows by data source or application; null: they are not parted. */
  readonly source: string | null;
  /** The columns that a failing row is shown by. */
  readonly key: readonly [string, ...string[]];
  /** The one of them that stands for a row where several have one value. */
  readonly example: string;
  /** What it holds, in the plural. */
  readonly holds: string;
}

const ofCustomer = { source: 'app', key: ['customer_id'], example: 'customer_id' } as const;

/** The tables whose rows are checked, of the schema `facet`. */
export const checkedTables = {
  unified_customers: {
    source: 'datasource',
    key: ['datasource', 'pk', 'customer_id'],
    example: 'pk',
    holds: 'source records',
  },
  customers: { ...ofCustomer, holds: 'customers' },
  unified_itemized_transactions: {
    source: 'app',
    key: ['customer_id', 'order_id', 'line_id'],
    example: 'order_id',
    holds: 'order lines',
  },
  unified_transactions: { source: 'app', key: ['customer_id', 'order_id'], example: 'order_id', holds: 'orders' },
  transaction_attributes_extended: { ...ofCustomer, holds: 'customers with orders' },
  customer_attributes: { ...ofCustomer, holds: 'customers with attributes' },
  email_opt_status: {
    source: 'app',
    key: ['customer_id', 'brand', 'region', 'email_program'],
    example: 'customer_id',
    holds: 'answers whether e-mails are wanted',
  },
  sms_opt_status: {
    source: 'app',
    key: ['customer_id', 'brand', 'region', 'sms_program'],
    example: 'customer_id',
    holds: 'answers whether text messages are wanted',
  },
  products: { source: null, key: ['product_id'], example: 'product_id', holds: 'products' },
  unified_scores: {
    source: null,
    key: ['customer_id', 'source1', 'pk1', 'source2', 'pk2'],
    example: 'customer_id',
    holds: 'pairs of source records',
  },
  campaign_recipients: { source: 'app', key: ['customer_id', 'pk'], example: 'pk', holds: 'deliveries' },
} as const satisfies Readonly<Record<string, CheckedTableFacts>>;

/** The name of a table whose rows are checked. */
export type CheckedTable = keyof typeof checkedTables;

/** Their names. */
export const checkedTableNames = Object.keys(checkedTables) as CheckedTable[];

/** What is known of one of them. */
export const checkedTableFacts = (table: CheckedTable): CheckedTableFacts => checkedTables[table];
