import type { CheckedTable } from '../../words/checkedTables.js';

/** The features that the field table of the contract codes: the page of campaigns, predictive models, segment insights. */
export type FieldUse = 'campaigns' | 'models' | 'insights';

/** A column of the field table (spec A1): which features need it, and the tables that must carry it. */
interface FieldRow {
  readonly column: string;
  readonly uses: readonly FieldUse[];
  readonly tables: readonly CheckedTable[];
  /** Tables that must carry it for predictive models alone. */
  readonly modelTables?: readonly CheckedTable[];
}

const merged: readonly CheckedTable[] = ['customers'];
const ofPersons: readonly CheckedTable[] = ['customers', 'unified_customers'];
const ofOrders: readonly CheckedTable[] = ['unified_transactions'];
const ofLines: readonly CheckedTable[] = ['unified_itemized_transactions'];
const ofProducts: readonly CheckedTable[] = ['products'];
const all: readonly FieldUse[] = ['campaigns', 'models', 'insights'];

/** The columns that campaigns, predictive models and segment insights need, by the names that Facet has for them. */
export const fieldTable: readonly FieldRow[] = [
  { column: 'address', uses: ['campaigns', 'insights'], tables: merged },
  {
    column: 'customer_id',
    uses: all,
    tables: [...ofPersons, 'unified_transactions', 'transaction_attributes_extended'],
    modelTables: ofLines,
  },
  { column: 'birthdate', uses: ['models'], tables: ofPersons },
  { column: 'city', uses: ['campaigns', 'models'], tables: ofPersons },
  { column: 'country', uses: all, tables: ofPersons },
  { column: 'digital_channel', uses: all, tables: ofOrders, modelTables: ofLines },
  { column: 'email', uses: all, tables: merged },
  { column: 'gender', uses: ['models', 'insights'], tables: ofPersons },
  { column: 'given_name', uses: ['campaigns', 'models'], tables: ofPersons },
  { column: 'item_discount_amount', uses: ['insights'], tables: ofLines },
  { column: 'order_id', uses: all, tables: ofOrders, modelTables: ofLines },
  { column: 'order_datetime', uses: all, tables: ofOrders, modelTables: ofLines },
  { column: 'order_revenue', uses: ['models', 'insights'], tables: ofOrders },
  { column: 'phone', uses: ['campaigns', 'insights'], tables: merged },
  { column: 'postal', uses: ['campaigns', 'models'], tables: ofPersons },
  { column: 'product_category', uses: ['campaigns', 'insights'], tables: ofProducts },
  { column: 'product_id', uses: ['campaigns'], tables: ofLines },
  { column: 'purchase_brand', uses: all, tables: ofOrders, modelTables: ofLines },
  { column: 'purchase_channel', uses: all, tables: ofOrders, modelTables: ofLines },
  { column: 'state', uses: all, tables: ofPersons },
  { column: 'surname', uses: ['campaigns', 'models'], tables: merged },
];
