/** What Citus refuses, or answers wrongly. */
export const citusRules = {
  emptySelect: 'a select list is empty: write "select 1"',
  correlated: 'a sub-query reads distributed rows for each row around it, and is not joined to it by customer_id',
  volatileSet: 'an update sets a column by a volatile function: put it into a sub-query',
  lateralLimit:
    'a lateral query with a limit reads distributed rows, and is not joined by customer_id to distributed rows',
  groupingSets: 'distributed rows are grouped by grouping sets, rollup or cube: write the totals as a second branch',
  temporaryJoin:
    'a temporary table is joined to distributed rows: join a query of it, or change it by a list that is read first',
  referenceChange:
    'rows of a reference table are changed by what a temporary or distributed table holds: write an upsert',
  keyChange: 'an update changes the column that rows are spread by: delete the rows, and insert them anew',
  setConfig: 'a setting is made by set_config, which workers do not hear of: write "set local" (setLocally)',
  lostRows:
    'a branch of a "union all" joins distributed tables only by way of a materialized query: rows get lost without an error',
  openUnion:
    'a "union all" joins distributed rows to a materialized query and does not end with "offset 0": rows may get lost',
} as const;

export type CitusRule = keyof typeof citusRules;

/** Told of each rule that a statement breaks. */
export type Refuse = (rule: CitusRule) => void;
