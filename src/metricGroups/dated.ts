import { sql, type SQL } from 'drizzle-orm';
import { list } from '../db/sql.js';
import { RollUpRule } from '../words/rollUpRules.js';
import { ruleWords } from '../levels/parts/askedValues.js';
import { exactQuotient, last } from '../levels/parts/rolled.js';
import {
  byRule,
  isAverage,
  rules,
  withNamed,
  withPeriods,
  type GroupKeys,
  type OfEachRule,
  type UsedRules,
} from './groupParts.js';

const { average, weighted_average: weighted, distinct_count: distinct } = ruleWords;

/** What columns of `dated` hold of averages is needed where one is made: across entities, or across time by weight. */
const hasAverage = (used: ReadonlySet<RollUpRule>): boolean =>
  used.has(RollUpRule.average) || used.has(RollUpRule.weighted_average);

/**
 * `dated`: of each group, metric and date how many values there are (`n`), and what they make by the rule across entities
 * (`value`), or why nothing (`gap`). Averages that are reckoned with across time are not rounded yet, as `is_average` tells. Values are
 * grouped by numbers and dates alone: what follows from these, rules and periods, is told of the groups.
 */
export function dated(keys: GroupKeys, { acrossEntities, acrossTime }: UsedRules): SQL {
  const columns = [...keys.attributes, sql`c.metric`, sql`c.effective_date`];
  const of = list(columns);
  const own = sql`select ${of}, c.value, c.total, c.weight, c.own_weight, c.rule, c.load_id, c.last_id, null::bigint as items,
    null::boolean as lacks from chosen c`;
  const rows = acrossEntities.has(RollUpRule.distinct_count)
    ? withNamed(own, columns, sql`null, null, null, null, null, null, null`, sql`c.rule = ${distinct}`)
    : own;
  const where = (isUsed: boolean, made: SQL): SQL => (isUsed ? made : sql`null::numeric`);
  const isMean = hasAverage(acrossEntities);
  const isWeighed = acrossTime.has(RollUpRule.weighted_average);
  const mean = exactQuotient(sql`c.total`, sql`c.weight`);
  const value = byRule(sql`def.rule`, acrossEntities, 'numeric', {
    sum: sql`c.sum`,
    minimum: sql`c.least`,
    maximum: sql`c.one`,
    average: mean,
    weighted_average: mean,
    last: sql`c.newest[3]::numeric`,
    distinct_count: sql`case when c.lacks is not true then c.items::numeric end`,
  } satisfies OfEachRule);
  const gap = byRule(sql`c.rule`, acrossEntities, 'text', {
    weighted_average: sql`'WEIGHTS_MISSING'`,
    distinct_count: sql`'BASE_ROWS_MISSING'`,
    none: sql`'NOT_ADDITIVE_ACROSS_ENTITIES'`,
  });
  const isReckoned = sql`c.time_rule in (${ruleWords.sum}, ${average}, ${weighted})`;
  return sql`dated as (
    select ${list([...withPeriods(keys), rules])}, c.effective_date, c.n, c.total, c.weight, c.own_weight,
      case when c.n = 1 then c.one when ${isAverage(sql`c.rule`)} and not ${isReckoned} then round(c.several, 10) else c.several end
        as value,
      case when c.n > 1 and c.several is null then ${gap} end as gap,
      c.n > 1 and ${isAverage(sql`c.rule`)} and ${isReckoned} as is_average
    from (
      select c.*, def.metric_name, def.rule, def.time_rule, ${value} as several
      from (
        select ${of}, count(c.value)::integer as n, max(c.value) as one,
          ${where(acrossEntities.has(RollUpRule.sum), sql`sum(c.value)`)} as sum,
          ${where(acrossEntities.has(RollUpRule.minimum), sql`min(c.value)`)} as least,
          ${acrossEntities.has(RollUpRule.last) ? last : sql`null::text[]`} as newest,
          ${where(isMean || isWeighed, sql`sum(c.total)`)} as total, ${where(isMean || isWeighed, sql`sum(c.weight)`)} as weight,
          ${where(isWeighed, sql`sum(c.own_weight)`)} as own_weight, 
          ${acrossEntities.has(RollUpRule.distinct_count) ? sql`max(c.items)` : sql`null::bigint`} as items,
          ${acrossEntities.has(RollUpRule.distinct_count) ? sql`bool_or(c.lacks)` : sql`null::boolean`} as lacks
        from (${rows}) c group by ${of}) c
      left join def on def.metric = c.metric) c)`;
}
