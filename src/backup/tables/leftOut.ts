/** Tables of Facet's schema whose rows are not backed up, with the reason. */
export const leftOut: Readonly<Record<string, string>> = {
  migrations: 'made by the migrations that a restore runs',
  bi_views: 'says what views there are, which a restore makes anew',
  cost_budgets: 'points spent within the hour',
  activity_values: 'a copy that the next run of the enrichment makes anew',
  activity_values_state: 'of that copy',
};
