import type { Config } from '../../../config.js';
import type { AttributeFamily } from '../../definitions/definition.js';
import { optionalSets } from './optionalSets.js';
import { largestOrders, periodAttributes } from './periodAttributes.js';
import { placedAttributes } from './placedAttributes.js';
import { rfmAttributes } from './rfmAttributes.js';
import { transactionRows } from './transactionRows.js';

/**
 * Transaction attributes extended (spec A7), under their exact names: the orders of six periods, the first, second and latest
 * order, what follows from them, and the optional sets that the config asks for. Rows: see `transactionRows`.
 */
export const transactionAttributes = ({
  enrichment: { transactions },
  orders,
}: Pick<Config, 'enrichment' | 'orders'>): AttributeFamily => ({
  name: 'transactions',
  source: 'Orders by period',
  ownTable: 'transaction_attributes_extended',
  isUnslotted: !transactions.inSnapshots,
  attributes: [
    ...placedAttributes(transactions),
    ...periodAttributes,
    ...largestOrders,
    ...transactions.sets.flatMap((set) => optionalSets[set]),
    ...rfmAttributes,
  ],
  rows: (wanted, context) => transactionRows(wanted, context, orders),
});
