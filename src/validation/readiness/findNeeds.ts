import { checkedTables, type CheckedTable } from '../../words/checkedTables.js';
import { ReadinessState } from '../../words/validationWords.js';
import type { Feature, Need } from './Feature.js';
import type { FeatureFound, NeedFound } from './DataReadiness.js';
import { filledOf, hasColumn, rowsOf, type TablesFound } from './TablesFound.js';

/** What fills a table, for sentences. */
const filledBy: Partial<Readonly<Record<CheckedTable, string>>> = {
  customers: 'import source records (unified_customers), from which customers are derived',
  unified_transactions: 'import order lines (unified_itemized_transactions), from which orders are derived',
  transaction_attributes_extended: 'run the enrichment, which works it out of orders',
  customer_attributes: 'run the enrichment, which works it out of customers and orders',
  unified_scores: 'let Facet link source records, or import the pairs',
  campaign_recipients: 'import the lists that campaigns handed out, once one was sent',
};

const upper = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

const isKnown = (table: string): table is CheckedTable => Object.hasOwn(checkedTables, table);

const fill = (table: string): string => (isKnown(table) ? filledBy[table] : undefined) ?? `import ${table}`;

function tableNeed(found: TablesFound, { table, optional = false, note }: Need): NeedFound {
  const rows = rowsOf(found, table);
  const need = { table, column: null, optional, rows };
  const because = note === undefined ? '' : `; ${note}`;
  if (rows === null)
    return {
      ...need,
      state: ReadinessState.MISSING,
      remedy: `The database has no table ${table}: run "facet migrate".`,
    };
  if (rows === 0) return { ...need, state: ReadinessState.EMPTY, remedy: `${upper(fill(table))}${because}.` };
  return { ...need, state: ReadinessState.PRESENT, remedy: null };
}

function columnNeed(found: TablesFound, { table, optional = false }: Need, column: string): NeedFound {
  const rows = filledOf(found, table, column);
  const need = { table, column, optional, rows };
  if (!hasColumn(found, table, column))
    return {
      ...need,
      state: ReadinessState.MISSING,
      remedy: `The table ${table} has no column ${column}: run "facet migrate", and keep the names of its columns.`,
    };
  if ((rows ?? 0) > 0) return { ...need, state: ReadinessState.PRESENT, remedy: null };
  return {
    ...need,
    state: ReadinessState.EMPTY,
    remedy: `No row of ${table} has a ${column}, which is allowed: map it where a source has it.`,
  };
}

/** What is there of what a feature needs. A column without values is allowed; a table without rows only where it is optional. */
export function findFeature(found: TablesFound, { id, title, rule, needs }: Feature): FeatureFound {
  const all = needs.flatMap((need) => [
    tableNeed(found, need),
    ...need.columns.map((column) => columnNeed(found, need, column)),
  ]);
  const lacks = ({ optional, state, column }: NeedFound): boolean =>
    !optional && (state === ReadinessState.MISSING || (state === ReadinessState.EMPTY && column === null));
  return { id, title, rule, isReady: !all.some(lacks), needs: all };
}
