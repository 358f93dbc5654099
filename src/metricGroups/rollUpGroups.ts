import { sql, type SQL } from 'drizzle-orm';
import { list } from '../db/sql.js';
import type { AggregationLevel } from '../words/levels.js';
import { RollUpRule } from '../words/rollUpRules.js';
import { keys as keysOf, ruleWords } from '../levels/parts/askedValues.js';
import { exactQuotient } from '../levels/parts/rolled.js';
import { dated } from './dated.js';
import {
  byRule,
  groupKeyColumns,
  isAverage,
  rules,
  withNamed,
  withPeriods,
  type GroupKeys,
  type OfEachRule,
  type UsedRules,
} from './groupParts.js';

const { weighted_average: weighted, distinct_count: distinct } = ruleWords;

/**
 * `named`: what the base rows of the values in `chosen` name, where a rule counts that; `lacks` tells of a value without base
 * rows.
 */
const named = (level: AggregationLevel, keys: GroupKeys): SQL => sql`named as (
  select ${list([...withPeriods(keys), rules])}, c.metric, c.effective_date, b.item, b.item is null as lacks
  from chosen c left join base b
    on b.${keysOf(level)} = c.id and b.metric_name = c.metric_name and b.effective_date = c.effective_date
  where c.is_counted)`;

/** Across time a date weighs as much as its values together: those that have a weight of their own where that is the rule. */
const timeMean = exactQuotient(
  sql`sum(case c.rule when ${weighted} then c.total else c.value * c.own_weight end)`,
  sql`sum(case when c.rule = ${weighted} then c.weight when c.value is not null then c.own_weight end)`,
);

const newest = (column: SQL): SQL => sql`(array_agg(${column} order by c.effective_date desc))[1]`;

/** Of each group and metric: what the values of its dates make by the rule across time, or why nothing. */
function acrossDates(keys: GroupKeys, { acrossTime }: UsedRules): SQL {
  const columns = [...groupKeyColumns(keys), rules];
  const of = list(columns);
  const own = sql`select ${of}, c.effective_date, c.n, c.value, c.gap, c.is_average, c.total, c.weight, c.own_weight,
    null::bigint as items, null::boolean as lacks from dated c`;
  const rows = acrossTime.has(RollUpRule.distinct_count)
    ? withNamed(own, columns, sql`null, null, null, null, null, null, null, null`, sql`c.time_rule = ${distinct}`)
    : own;
  const value = byRule(sql`c.time_rule`, acrossTime, 'numeric', {
    sum: sql`sum(c.value)`,
    minimum: sql`min(c.value)`,
    maximum: sql`max(c.value)`,
    // Things are counted already; of what base rows name there is nothing where one names none.
    distinct_count: sql`case when bool_or(c.lacks) is not true then max(c.items)::numeric end`,
    average: exactQuotient(sql`sum(c.value)`, sql`count(c.value)`),
    weighted_average: timeMean,
    last: newest(sql`c.value`),
  } satisfies OfEachRule);
  // What has no weight does not count, whether it is one value or all those of a date.
  const weighed = sql`max(c.gap) filter (where c.gap <> 'WEIGHTS_MISSING')`;
  const gaps = sql`case c.time_rule when ${weighted} then ${weighed}
    ${acrossTime.has(RollUpRule.last) ? sql`when ${ruleWords.last} then ${newest(sql`c.gap`)}` : sql``} else max(c.gap) end`;
  return sql`
    select ${of}, sum(c.n)::integer as n, count(c.n) as dates, max(c.value) as one, max(c.gap) as one_gap,
      ${value} as several, ${gaps} as gap, bool_or(c.is_average) as is_average
    from (${rows}) c group by ${of}`;
}

/**
 * The parts of a statement behind those of `weighedParts` and `chosen`, which holds its values with `keys`; and a query of what
 * they make in each group (the keys, `metric_name`, `n`, `value`, `gap`): on each date by the rule across entities, and
 * then the dates by the rule across time. A value by itself is as it is.
 */
export function rollUpGroups(level: AggregationLevel, keys: GroupKeys, used: UsedRules): { parts: SQL[]; query: SQL } {
  const counts = used.acrossEntities.has(RollUpRule.distinct_count) || used.acrossTime.has(RollUpRule.distinct_count);
  const gap = byRule(sql`c.time_rule`, used.acrossTime, 'text', {
    weighted_average: sql`'WEIGHTS_MISSING'`,
    distinct_count: sql`'BASE_ROWS_MISSING'`,
    none: sql`'NOT_ADDITIVE_ACROSS_TIME'`,
  });
  const known = sql`
    select ${list([...groupKeyColumns(keys), rules])}, c.n, c.is_average or (c.dates > 1 and ${isAverage(sql`c.time_rule`)}) as is_average,
      case when c.dates = 1 then c.one else c.several end as value,
      case when c.dates = 1 then c.one_gap when c.gap is not null then c.gap when c.several is null then ${gap} end as gap
    from (${acrossDates(keys, used)}) c`;
  return {
    parts: [...(counts ? [named(level, keys)] : []), dated(keys, used)],
    query: sql`
      select ${list([...groupKeyColumns(keys), sql`c.metric_name`])}, c.n, c.gap,
        case when c.gap is not null then null when c.is_average then round(c.value, 10) else c.value end as value
      from (${known}) c`,
  };
}
