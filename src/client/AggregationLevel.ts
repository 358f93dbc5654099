/** What kind of entity metrics are asked of, in the original's spelling and in that of the graph. */
export const AggregationLevel = Object.freeze({
  customer: 'CUSTOMER',
  account: 'ACCOUNT',
  contract: 'CONTRACT',
  company: 'COMPANY',
  industry: 'INDUSTRY',
  CUSTOMER: 'CUSTOMER',
  ACCOUNT: 'ACCOUNT',
  CONTRACT: 'CONTRACT',
  COMPANY: 'COMPANY',
  INDUSTRY: 'INDUSTRY',
} as const);

/** `CUSTOMER`, `ACCOUNT`, `CONTRACT`, `COMPANY` or `INDUSTRY`. */
export type AggregationLevel = (typeof AggregationLevel)[keyof typeof AggregationLevel];
