import { sql, type SQL } from 'drizzle-orm';
import { levelAbove, levelBelow, type AggregationLevel } from '../../words/levels.js';
import { keys, mayCount, mayWeigh, part, ruleWords, together, type AskedValues } from './askedValues.js';
import { isAnythingMade } from './levelsRead.js';

/**
 * Twenty places, whatever the size of the numbers: a quotient of PostgreSQL has the places of its operands, or sixteen digits.
 * Null where the divisor is 0.
 */
export const exactQuotient = (dividend: SQL, divisor: SQL): SQL =>
  sql`((${dividend} + 0.00000000000000000000) / nullif(${divisor}, 0))`;

const quotient = sql`trim_scale(round(${exactQuotient(sql`sum(c.total)`, sql`sum(c.weight)`)}, 10))`;

/**
 * Load, key and text of the value of rows `c` that was written last: an ordered aggregate would sort all rows, of other rules
 * too.
 */
export const last = sql`max(array[lpad(c.load_id::text, 20, '0'), c.last_id, c.value::text] collate "C")
  filter (where c.rule = ${ruleWords.last})`;

/**
 * What rows `c` of one metric make of it by its rule: `value`, `total`, `weight`, `load_id`, `last_id`. Averages carry their sums
 * (`total`) and what they are divided by (`weight`), so that an average of averages is one of all values below.
 */
export const madeOfRows = sql`
  case c.rule
    when ${ruleWords.sum} then sum(c.value)
    when ${ruleWords.minimum} then min(c.value)
    when ${ruleWords.maximum} then max(c.value)
    when ${ruleWords.last} then (${last})[3]::numeric
    else ${quotient} end as value,
  sum(c.total) as total, sum(c.weight) as weight, max(c.load_id) as load_id, (${last})[2] as last_id`;

/** `rolled_<level>`: values made of those of the level below. */
export function rolled(one: AggregationLevel, child: AggregationLevel): SQL {
  return sql`${part('rolled', one)} as (
    select r.* from (
      select c.parent as id, c.metric_name, c.effective_date, ${madeOfRows}, count(*)::integer as contributing
      from ${part('known', child)} c
      where c.rule not in (${ruleWords.none}, ${ruleWords.distinct_count}) and c.value is not null
        and (c.rule <> ${ruleWords.weighted_average} or c.weight is not null)
      group by c.parent, c.metric_name, c.effective_date, c.rule) as r
    where r.value is not null)`;
}

const nothing = sql`null::numeric`;

/**
 * `all_<level>`: every value of the level, with where it is from. A stored value wins: told by a window, because PostgreSQL, which
 * has no statistics of rolled up values, may make a join of them by comparing each with all others. Where no value is made of others,
 * the stored ones are all there are. There are none at the bottom.
 */
export function allPart(one: AggregationLevel, asked: AskedValues): SQL {
  const columns = sql`id, metric_name, effective_date, value`;
  const ofStored = sql`select ${columns}, true as is_stored, ${nothing} as total, ${nothing} as weight, load_id, id as last_id,
    null::integer as contributing from ${part('stored', one)}`;
  const ofCounted = sql`select ${columns}, false, null, null, load_id, id, contributing from ${part('counted', one)} c`;
  if (levelBelow(one) === undefined)
    return sql`${part('all', one)} as (${together([
      ofStored,
      ...(mayCount(asked)
        ? [
            sql`${ofCounted} where not exists (
              select 1 from ${part('stored', one)} s
              where s.id = c.id and s.metric_name = c.metric_name and s.effective_date = c.effective_date)`,
          ]
        : []),
    ])})`;
  const ofRolled = sql`select ${columns}, false, total, weight, load_id, last_id, contributing from ${part('rolled', one)}`;
  const made = one === asked.level ? sql` and ${isAnythingMade(asked)}` : sql``;
  const found = sql`
    select a.* from (
      select p.*, bool_or(is_stored) over (partition by id, metric_name, effective_date) as has_stored
      from (${together([ofStored, ...(mayCount(asked) ? [ofCounted] : []), ofRolled])}) p) a
    where (a.is_stored or not a.has_stored)${made}`;
  if (one !== asked.level) return sql`${part('all', one)} as (${found})`;
  const others = sql`select ${columns}, false, total, weight, load_id, last_id, contributing, false from direct`;
  const alone = sql`select s.*, true from (${ofStored}) s where not ${isAnythingMade(asked)}`;
  return sql`${part('all', one)} as (${together([found, alone, others])})`;
}

/**
 * `known_<level>`: the values of a level with what is needed to put them together: of those below the asked one by their
 * `parent`, the entity above. Every value has a definition and an entity; by `left join` PostgreSQL knows that too, and does
 * not take many for few. Values find their weights by a window, for the reason that they are no join in `all_<level>`.
 */
export function knownPart(one: AggregationLevel, asked: AskedValues): SQL {
  const [parent, above] =
    one === asked.level
      ? [sql`null::text`, sql``]
      : [sql`e.${keys(levelAbove(one) ?? one)}`, sql`left join ${part('at', one)} e on e.${keys(one)} = a.id`];
  const { average, weighted_average } = ruleWords;
  const columns = sql`a.id, a.metric_name, a.effective_date, a.value, a.load_id, a.last_id, a.total, a.weight`;
  const ofMetric = sql`def.metric, def.rule, def.time_rule, def.is_asked, def.is_counted`;
  const values = (condition: SQL, others: SQL): SQL => sql`
    select ${columns}, ${ofMetric}, ${others} from ${part('all', one)} a left join def on def.metric_name = a.metric_name
    where ${condition}`;
  const weighed = sql`
    select ${columns}, a.metric, a.rule, a.time_rule, a.is_asked, a.is_counted, a.own_weight from (
      select a.*, max(a.as_weight) over (partition by a.id, a.effective_date, a.weighed_by) as own_weight from (
        ${values(sql`def.is_weighted`, sql`def.weight_metric as weighed_by, null::numeric as as_weight, true as is_value`)}
        union all
        ${values(sql`def.is_weight`, sql`a.metric_name, a.value, false`)}) a) a
    where a.is_value and exists (select 1 from def where is_weighted)`;
  const own = values(sql`def.is_weighted is not true`, sql`null::numeric as own_weight`);
  return sql`${part('known', one)} as (
    select ${parent} as parent, a.id, a.metric, a.metric_name, a.effective_date, a.value, a.load_id, a.last_id, a.rule, a.time_rule,
      a.is_asked, a.is_counted,
      coalesce(a.total, case a.rule when ${average} then a.value when ${weighted_average} then a.value * a.own_weight end)
        as total,
      coalesce(a.weight, case a.rule when ${average} then 1 when ${weighted_average} then a.own_weight end) as weight,
      a.own_weight
    from (${together(mayWeigh(asked) ? [own, weighed] : [own])}) a
    ${above})`;
}
