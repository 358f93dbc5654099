import { sql, type SQL } from 'drizzle-orm';
import { list } from '../db/sql.js';
import { rollUpRules, type RollUpRule } from '../words/rollUpRules.js';
import { ruleWords } from '../levels/parts/askedValues.js';

/** Which rules the metrics of a question have: a statement has no branches for others. */
export interface UsedRules {
  readonly acrossEntities: ReadonlySet<RollUpRule>;
  readonly acrossTime: ReadonlySet<RollUpRule>;
}

/** A `case` over a rule with the branches of those that are used, of one SQL type; null for all others. */
export function byRule(
  rule: SQL,
  used: ReadonlySet<RollUpRule>,
  type: 'numeric' | 'text',
  branches: Readonly<Partial<Record<RollUpRule, SQL>>>,
): SQL {
  const whens = rollUpRules.flatMap((name) => {
    const branch = branches[name];
    return used.has(name) && branch !== undefined ? [sql`when ${ruleWords[name]} then ${branch}`] : [];
  });
  const chosen = whens.length === 0 ? sql`null` : sql`case ${rule} ${sql.join(whens, sql` `)} end`;
  return sql`(${chosen})::${sql.raw(type)}`;
}

const { average, weighted_average } = ruleWords;

/** What several values make, by every rule by which they make one. */
export type OfEachRule = Readonly<Record<Exclude<RollUpRule, typeof RollUpRule.none>, SQL>>;

/** Whether a rule is one of the averages. */
export const isAverage = (rule: SQL): SQL => sql`${rule} in (${average}, ${weighted_average})`;

/** What rows `c` tell of their metric. */
export const rules = sql`c.metric_name, c.rule, c.time_rule`;

/** What groups are made by: columns of `chosen`, and periods that follow from `c.effective_date`, with the columns that hold them. */
export interface GroupKeys {
  readonly attributes: readonly SQL[];
  readonly periods: readonly { readonly sql: SQL; readonly column: SQL }[];
}

/** A select list of all keys where `c.effective_date` is known. */
export const withPeriods = ({ attributes, periods }: GroupKeys): SQL[] => [
  ...attributes,
  ...periods.map(({ sql: period, column }) => sql`${period} as ${column}`),
];

/** The columns of all keys, of rows that have them. */
export const groupKeyColumns = ({ attributes, periods }: GroupKeys): SQL[] => [
  ...attributes,
  ...periods.map(({ column }) => sql`c.${column}`),
];

/**
 * Rows, and with them how many things base rows name of the metrics that a rule counts so, a row for each group (`of`); `others`
 * stands for the columns between. Counted by themselves, so that no wide rows are sorted for it.
 */
export const withNamed = (rows: SQL, of: readonly SQL[], others: SQL, condition: SQL): SQL => sql`
  ${rows} union all
  select ${list(of)}, ${others}, count(distinct c.item), bool_or(c.lacks)
  from named c where ${condition} group by ${list(of)}`;
