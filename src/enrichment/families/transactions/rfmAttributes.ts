import type { AttributeDefinition, DerivedAttribute } from '../../definitions/definition.js';
import { ntile } from '../../definitions/rank.js';

const boughtLately = { from: ['l12m_order_frequency'], sql: '"l12m_order_frequency" > 0' };

const decile = (name: string, of: string, best: string): DerivedAttribute => ({
  name,
  alias: name,
  category: 'Transactions',
  piiClass: 'NONE',
  dataType: 'integer',
  direction: 'HIGHER_IS_BETTER',
  description: `The tenth, 1 to 10, of the customers with an order in the last 12 months, 10 for ${best}; equal ones share it, null for others.`,
  derived: ntile(of, 10, { where: boughtLately }),
});

const parts = ['l12m_recency', 'l12m_frequency', 'l12m_monetary'] as const;

/** Recency, frequency and money of the last 12 months, each by tenths of those who ordered in them, and the three as one number. */
export const rfmAttributes: readonly AttributeDefinition[] = [
  decile(parts[0], 'latest_order_datetime', 'the most recent order'),
  decile(parts[1], 'l12m_order_frequency', 'the most orders'),
  decile(parts[2], 'l12m_order_revenue', 'the most revenue'),
  {
    name: 'l12m_rfm_score',
    alias: 'l12m_rfm_score',
    category: 'Transactions',
    piiClass: 'NONE',
    dataType: 'integer',
    description:
      'Recency, frequency and money one after another, such as 9810 for 9, 8 and 10: an exact value to ask for, not one to sort by.',
    derived: { from: parts, sql: `(${parts.map((name) => `"${name}"::text`).join(' || ')})::integer` },
  },
];
