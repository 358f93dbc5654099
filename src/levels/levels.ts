/** The levels of aggregation, lowest first: entities of one consist of entities of the one before. */
export const aggregationLevels = ['CUSTOMER', 'ACCOUNT', 'CONTRACT', 'COMPANY', 'INDUSTRY'] as const;

/** What metrics are about. */
export type AggregationLevel = (typeof aggregationLevels)[number];

interface LevelFacts {
  /** The name of its GraphQL type. */
  readonly type: string;
  /** Of schema `facet`. */
  readonly table: string;
  readonly key: string;
  /** The column that holds the key of the entity above; null at the top. */
  readonly parent: string | null;
}

/** How entities of each level are kept. */
export const levelFacts: Readonly<Record<AggregationLevel, LevelFacts>> = {
  CUSTOMER: { type: 'Customer', table: 'customers', key: 'customer_id', parent: 'account_id' },
  ACCOUNT: { type: 'Account', table: 'accounts', key: 'account_id', parent: 'contract_id' },
  CONTRACT: { type: 'Contract', table: 'contracts', key: 'contract_id', parent: 'company_id' },
  COMPANY: { type: 'Company', table: 'companies', key: 'company_id', parent: 'industry_id' },
  INDUSTRY: { type: 'Industry', table: 'industries', key: 'industry_id', parent: null },
};

/** The level and those below it, from the top. */
export const levelsFrom = (level: AggregationLevel): AggregationLevel[] =>
  aggregationLevels.slice(0, aggregationLevels.indexOf(level) + 1).toReversed();

/** The rules by which values of a metric make one, as `metric_definitions` writes them. */
export const rollUpRules = [
  'sum',
  'average',
  'weighted_average',
  'minimum',
  'maximum',
  'last',
  'distinct_count',
  'none',
] as const;

/** How several values of a metric make one. */
export type RollUpRule = (typeof rollUpRules)[number];
