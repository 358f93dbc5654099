import type { CheckedTable } from '../../words/checkedTables.js';
import type { Feature, Need } from './Feature.js';
import { fieldTable, type FieldUse } from './fieldTable.js';

/** What the field table says that a use needs, by table. */
function neededBy(use: FieldUse): Need[] {
  const columns = new Map<CheckedTable, Set<string>>();
  for (const { column, uses, tables, modelTables = [] } of fieldTable) {
    if (!uses.includes(use)) continue;
    for (const table of use === 'models' ? [...tables, ...modelTables] : tables)
      columns.set(table, (columns.get(table) ?? new Set()).add(column));
  }
  return [...columns].map(([table, names]) => ({ table, columns: [...names] }));
}

/** Needs with those of one table put together. */
function joined(needs: readonly Need[]): Need[] {
  const tables = [...new Set(needs.map(({ table }) => table))];
  return tables.map((table) => {
    const own = needs.filter((need) => need.table === table);
    const note = own.find((need) => need.note !== undefined)?.note;
    return {
      table,
      columns: [...new Set(own.flatMap(({ columns }) => columns))],
      ...(own.every(({ optional }) => optional === true) && { optional: true }),
      ...(note !== undefined && { note }),
    };
  });
}

/** What predictive models read beside the field table (spec A14). */
const modelInputs: readonly Need[] = [
  { table: 'transaction_attributes_extended', columns: ['customer_id'] },
  {
    table: 'unified_transactions',
    columns: [
      'order_quantity',
      'order_discount_amount',
      'order_returned_quantity',
      'order_returned_revenue',
      'order_canceled_quantity',
      'order_canceled_revenue',
      'store_id',
    ],
  },
  {
    table: 'unified_itemized_transactions',
    columns: ['product_id', 'item_quantity', 'item_revenue', 'order_discount_amount', 'is_return'],
  },
  { table: 'products', columns: ['product_category', 'product_subcategory', 'product_description'] },
];

/** What is compared by value and recency of orders, and must keep these names. */
const insightColumns = ['l12m_order_revenue', 'l12m_order_frequency', 'l12m_total_items'];

/** Every feature with the tables and columns that it needs (spec A2). */
export const features: readonly Feature[] = [
  {
    id: 'SEGMENTS',
    title: 'Segments',
    rule: 'Segments are made of any table by customer; the key is in every row of customers once.',
    needs: [{ table: 'customers', columns: ['customer_id'] }],
  },
  {
    id: 'CAMPAIGNS',
    title: 'Campaigns page',
    rule: 'Deliveries are there only after a campaign was sent.',
    needs: joined([
      ...neededBy('campaigns'),
      {
        table: 'unified_scores',
        columns: ['customer_id', 'score'],
        optional: true,
        note: 'it is written where source records are linked',
      },
      { table: 'campaign_recipients', columns: ['customer_id', 'campaign_id', 'delivery_datetime'], optional: true },
    ]),
  },
  {
    id: 'SEGMENT_INSIGHTS',
    title: 'Segment insights',
    rule: 'Unique customers, customers and revenue of the last year; an insight is null where its table is missing.',
    needs: joined([...neededBy('insights'), { table: 'transaction_attributes_extended', columns: insightColumns }]),
  },
  {
    id: 'REACHABLE_CUSTOMERS',
    title: 'Segment insights: reachable customers',
    rule: 'The columns must be there, even if nothing is in them.',
    needs: [
      {
        table: 'customer_attributes',
        columns: [
          'contactable_email',
          'contactable_phone',
          'contactable_address',
          'contactable_paid_social',
          'contactable_global',
        ],
      },
    ],
  },
  {
    id: 'PURCHASE_BEHAVIOURS',
    title: 'Purchase behaviours',
    rule: 'Columns must have these names.',
    needs: [
      { table: 'customers', columns: ['customer_id'] },
      {
        table: 'unified_itemized_transactions',
        columns: [
          'customer_id',
          'order_id',
          'order_datetime',
          'item_revenue',
          'is_return',
          'is_cancellation',
          'product_id',
        ],
      },
      { table: 'products', columns: ['product_name', 'product_category', 'product_subcategory', 'product_brand'] },
    ],
  },
  {
    id: 'PREDICTIVE_MODELLING',
    title: 'Predictive modelling',
    rule: 'Four years of history and more; see what models need.',
    needs: joined([...neededBy('models'), ...modelInputs]),
  },
  {
    id: 'PRODUCT_AFFINITY',
    title: 'Product affinity',
    rule: 'From 20 to 2,000 different categories; single products are not predicted.',
    needs: [
      { table: 'unified_itemized_transactions', columns: ['customer_id', 'product_id'] },
      { table: 'products', columns: ['product_id', 'product_category'] },
    ],
  },
  {
    id: 'MULTI_BRAND',
    title: 'Multi-brand databases',
    rule: 'Order lines are parted by the brand that was bought.',
    needs: [{ table: 'unified_itemized_transactions', columns: ['purchase_brand'] }],
  },
];
