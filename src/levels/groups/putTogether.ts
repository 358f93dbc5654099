import { sql, type SQL } from 'drizzle-orm';
import { list } from '../../db/sql.js';
import type { AggregationLevel, RollUpRule } from '../levels.js';
import { keys as keysOf } from '../parts/askedValues.js';
import { exactQuotient, last } from '../parts/rolled.js';

/** Which rules the metrics of a question have: a statement has no branches for others. */
export interface UsedRules {
  readonly acrossEntities: ReadonlySet<RollUpRule>;
  readonly acrossTime: ReadonlySet<RollUpRule>;
}

/** A `case` over a rule with the branches of those that are used, of one SQL type; null for all others. */
function byRule(
  rule: SQL,
  used: ReadonlySet<RollUpRule>,
  type: 'numeric' | 'text',
  branches: Readonly<Partial<Record<RollUpRule, SQL>>>,
): SQL {
  const whens = Object.entries(branches)
    .filter(([name]) => used.has(name as RollUpRule))
    .map(([name, branch]) => sql`when ${sql.raw(`'${name}'`)} then ${branch}`);
  const chosen = whens.length === 0 ? sql`null` : sql`case ${rule} ${sql.join(whens, sql` `)} end`;
  return sql`(${chosen})::${sql.raw(type)}`;
}

/**
 * What several values `c` make, the same across entities and time: of things that base rows name null where one names none. These are
 * counted already.
 */
const several = {
  sum: sql`sum(c.value)`,
  minimum: sql`min(c.value)`,
  maximum: sql`max(c.value)`,
  distinct_count: sql`case when bool_or(c.lacks) is not true then max(c.items)::numeric end`,
};

const isAverage = (rule: SQL): SQL => sql`${rule} in ('average', 'weighted_average')`;

const rules = sql`c.metric_name, c.rule, c.time_rule`;

/**
 * `named`: what the base rows of the values in `chosen` name, where a rule counts that; `lacks` tells of a value without base
 * rows.
 */
const named = (level: AggregationLevel, keys: readonly SQL[]): SQL => sql`named as (
  select ${list([...keys, rules])}, c.effective_date, b.item, b.item is null as lacks
  from chosen c left join base b
    on b.${keysOf(level)} = c.id and b.metric_name = c.metric_name and b.effective_date = c.effective_date
  where c.is_counted)`;

/**
 * Rows, and with them how many things base rows name of the metrics that a rule counts so, a row for each group (`of`); `others`
 * stands for the columns between. Counted by themselves, so that no wide rows are sorted for it.
 */
const withNamed = (rows: SQL, of: readonly SQL[], others: SQL, condition: SQL): SQL => sql`
  ${rows} union all
  select ${list(of)}, ${others}, count(distinct c.item), bool_or(c.lacks) from named c where ${condition} group by ${list(of)}`;

/**
 * `dated`: of each group, metric and date how many values there are (`n`), and what they make by the rule across entities
 * (`value`), or why nothing (`gap`). Averages that are reckoned with across time are not rounded yet, as `is_average` tells.
 */
function dated(keys: readonly SQL[], { acrossEntities }: UsedRules): SQL {
  const columns = [...keys, rules, sql`c.effective_date`];
  const of = list(columns);
  const own = sql`select ${of}, c.value, c.total, c.weight, c.own_weight, c.load_id, c.last_id, null::bigint as items,
    null::boolean as lacks from chosen c`;
  const rows = acrossEntities.has('distinct_count')
    ? withNamed(own, columns, sql`null, null, null, null, null, null`, sql`c.rule = 'distinct_count'`)
    : own;
  const mean = exactQuotient(sql`sum(c.total)`, sql`sum(c.weight)`);
  const value = byRule(sql`c.rule`, acrossEntities, 'numeric', {
    ...several,
    average: mean,
    weighted_average: mean,
    last: sql`(${last})[3]::numeric`,
  });
  const gap = byRule(sql`c.rule`, acrossEntities, 'text', {
    weighted_average: sql`'WEIGHTS_MISSING'`,
    distinct_count: sql`'BASE_ROWS_MISSING'`,
    none: sql`'NOT_ADDITIVE_ACROSS_ENTITIES'`,
  });
  const isReckoned = sql`c.time_rule in ('sum', 'average', 'weighted_average')`;
  return sql`dated as (
    select ${of}, c.n, c.total, c.weight, c.own_weight,
      case when c.n = 1 then c.one when ${isAverage(sql`c.rule`)} and not ${isReckoned} then round(c.several, 10) else c.several end
        as value,
      case when c.n > 1 and c.several is null then ${gap} end as gap,
      c.n > 1 and ${isAverage(sql`c.rule`)} and ${isReckoned} as is_average
    from (
      select ${of}, count(c.value)::integer as n, max(c.value) as one, ${value} as several, sum(c.total) as total,
        sum(c.weight) as weight, sum(c.own_weight) as own_weight
      from (${rows}) c group by ${of}) c)`;
}

/** Across time a date weighs as much as its values together: those that have a weight of their own where that is the rule. */
const timeMean = exactQuotient(
  sql`sum(case c.rule when 'weighted_average' then c.total else c.value * c.own_weight end)`,
  sql`sum(case when c.rule = 'weighted_average' then c.weight when c.value is not null then c.own_weight end)`,
);

const newest = (column: SQL): SQL => sql`(array_agg(${column} order by c.effective_date desc))[1]`;

/** Of each group and metric: what the values of its dates make by the rule across time, or why nothing. */
function acrossDates(keys: readonly SQL[], { acrossTime }: UsedRules): SQL {
  const columns = [...keys, rules];
  const of = list(columns);
  const own = sql`select ${of}, c.effective_date, c.n, c.value, c.gap, c.is_average, c.total, c.weight, c.own_weight,
    null::bigint as items, null::boolean as lacks from dated c`;
  const rows = acrossTime.has('distinct_count')
    ? withNamed(own, columns, sql`null, null, null, null, null, null, null, null`, sql`c.time_rule = 'distinct_count'`)
    : own;
  const value = byRule(sql`c.time_rule`, acrossTime, 'numeric', {
    ...several,
    average: exactQuotient(sql`sum(c.value)`, sql`count(c.value)`),
    weighted_average: timeMean,
    last: newest(sql`c.value`),
  });
  // What has no weight does not count, whether it is one value or all those of a date.
  const weighed = sql`max(c.gap) filter (where c.gap <> 'WEIGHTS_MISSING')`;
  const gaps = sql`case c.time_rule when 'weighted_average' then ${weighed}
    ${acrossTime.has('last') ? sql`when 'last' then ${newest(sql`c.gap`)}` : sql``} else max(c.gap) end`;
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
export function putTogether(
  level: AggregationLevel,
  keys: readonly SQL[],
  used: UsedRules,
): { parts: SQL[]; query: SQL } {
  const counts = used.acrossEntities.has('distinct_count') || used.acrossTime.has('distinct_count');
  const gap = byRule(sql`c.time_rule`, used.acrossTime, 'text', {
    weighted_average: sql`'WEIGHTS_MISSING'`,
    distinct_count: sql`'BASE_ROWS_MISSING'`,
    none: sql`'NOT_ADDITIVE_ACROSS_TIME'`,
  });
  const known = sql`
    select ${list([...keys, rules])}, c.n, c.is_average or (c.dates > 1 and ${isAverage(sql`c.time_rule`)}) as is_average,
      case when c.dates = 1 then c.one else c.several end as value,
      case when c.dates = 1 then c.one_gap when c.gap is not null then c.gap when c.several is null then ${gap} end as gap
    from (${acrossDates(keys, used)}) c`;
  return {
    parts: [...(counts ? [named(level, keys)] : []), dated(keys, used)],
    query: sql`
      select ${list([...keys, sql`c.metric_name`])}, c.n, c.gap,
        case when c.gap is not null then null when c.is_average then round(c.value, 10) else c.value end as value
      from (${known}) c`,
  };
}
