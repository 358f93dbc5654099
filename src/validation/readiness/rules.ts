import type { Config } from '../../config.js';
import type { CheckedTable } from '../../words/checkedTables.js';
import type { RevenueComparison } from '../revenue/compareRevenue.js';
import { contractColumns } from './contractColumns.js';
import type { RuleFound } from './DataReadiness.js';
import { filledOf, hasColumn, rowsOf, type TablesFound } from './TablesFound.js';

/** What rules are judged by. */
export interface RuleInput {
  readonly found: TablesFound;
  readonly keys: Config['validation'];
  /** Null where no revenue is expected. */
  readonly comparison: RevenueComparison | null;
}

/** What customers must have (R1). */
export const customerFields = ['given_name', 'surname', 'birthdate', 'city', 'state', 'postal', 'loyalty_id'];

/** What orders must have (R2). */
export const orderFields = [
  'order_datetime',
  'order_revenue',
  'order_quantity',
  'order_discount_amount',
  'purchase_channel',
  'purchase_brand',
  'digital_channel',
  'store_id',
];

const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));

function columnsRule(id: string, { found }: RuleInput, table: CheckedTable, columns: readonly string[]): RuleFound {
  const lacking = columns.filter((column) => !hasColumn(found, table, column));
  return {
    id,
    requirement: `${table} has ${columns.join(', ')}.`,
    isMet: lacking.length === 0,
    found: lacking.length === 0 ? 'All of them are there.' : `Missing: ${lacking.join(', ')}.`,
    remedy: lacking.length === 0 ? null : 'Run "facet migrate", and keep the names of the columns.',
  };
}

function emptyRule({ found }: RuleInput): RuleFound {
  const all = [
    ...customerFields.map((column) => ['customers', column] as const),
    ...orderFields.map((column) => ['unified_transactions', column] as const),
  ];
  const empty = all
    .filter(([table, column]) => hasColumn(found, table, column) && filledOf(found, table, column) === 0)
    .map(([table, column]) => `${table}.${column}`);
  return {
    id: 'R3',
    requirement: 'A needed column that nothing is known of is there all the same, without values.',
    isMet: all.every(([table, column]) => hasColumn(found, table, column)),
    found: `Without values: ${listed(empty)}.`,
    remedy: empty.length === 0 ? null : 'Nothing must be done; map these columns where a source has them.',
  };
}

function revenueRule({ comparison }: RuleInput): RuleFound {
  const requirement = 'Revenue is about what the company expects.';
  if (comparison === null)
    return {
      id: 'R4',
      requirement,
      isMet: false,
      found: 'No revenue is expected, so none was compared.',
      remedy: 'Name a file of revenue by month in validation.expectedRevenue.',
    };
  const outside = comparison.months.filter(({ isWithin }) => !isWithin);
  return {
    id: 'R4',
    requirement,
    isMet: outside.length === 0,
    found: `${comparison.months.length - outside.length} of ${comparison.months.length} months are within ${comparison.tolerance} percent.`,
    remedy: outside.length === 0 ? null : `Look at ${listed(outside.slice(0, 12).map(({ month }) => month))}.`,
  };
}

const automaticRule = ({ keys }: RuleInput): RuleFound => ({
  id: 'R5',
  requirement: 'The data is validated without anybody asking.',
  isMet: keys.after.length > 0,
  found:
    keys.after.length > 0 ? `A validation follows every ${keys.after.join(' and ')}.` : 'No run is followed by one.',
  remedy: keys.after.length > 0 ? null : 'Name enrich in validation.after.',
});

const inOrder: readonly CheckedTable[] = [
  'unified_itemized_transactions',
  'unified_transactions',
  'transaction_attributes_extended',
];

function orderRule({ found }: RuleInput): RuleFound {
  const lacking = inOrder.find((table) => (rowsOf(found, table) ?? 0) === 0);
  return {
    id: 'R6',
    requirement: `Each is made of the one before it: ${inOrder.join(', ')}.`,
    isMet: lacking === undefined,
    found: lacking === undefined ? 'All three have rows.' : `${lacking} has no rows.`,
    remedy: lacking === undefined ? null : 'Import order lines, and run the enrichment after that.',
  };
}

function contractRule({ found }: RuleInput): RuleFound {
  const faults = [...contractColumns()].flatMap(([table, columns]) =>
    [...columns]
      .filter(([column, type]) => found.columns.get(table)?.get(column) !== type)
      .map(([column]) => `${table}.${column}`),
  );
  return {
    id: 'R7',
    requirement: 'The columns of transaction attributes and customer attributes keep their names and types.',
    isMet: faults.length === 0,
    found: faults.length === 0 ? 'All of them are as they should be.' : `Changed or missing: ${faults.join(', ')}.`,
    remedy: faults.length === 0 ? null : 'Run "facet migrate"; put columns of your own beside these.',
  };
}

/** Whether the rules that hold for all features (spec A2, R1 to R7) are kept. */
export const findRules = (input: RuleInput): RuleFound[] => [
  columnsRule('R1', input, 'customers', customerFields),
  columnsRule('R2', input, 'unified_transactions', orderFields),
  emptyRule(input),
  revenueRule(input),
  automaticRule(input),
  orderRule(input),
  contractRule(input),
];
