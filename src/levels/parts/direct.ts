import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';
import { levelBelow, levelsBelow, type AggregationLevel } from '../../words/levels.js';
import { keys, levelWords, numbers, part, ruleWords, together, type AskedValues } from './askedValues.js';
import { onDates } from './conditions.js';
import { exactQuotient } from './rolled.js';

const { sum, average, weighted_average: weighted, minimum, maximum, last } = ruleWords;

const onLevel = (row: string, one: AggregationLevel, asked: AskedValues): SQL => {
  const of = (column: string): SQL => sql.raw(`${row}.${column}`);
  return sql`${of('level')} = ${levelWords[one]} and ${of('app')} = ${asked.app} ${onDates(of('effective_date'), asked)}`;
};

/**
 * The values of a level that are put together at once, weighed or not, with the numbers of the entities and metrics that they are put
 * together for, which are compared in less time than keys; by the rule of the metric in a column of its own.
 */
function rowsOf(scope: Scope, one: AggregationLevel, asked: AskedValues, isWeighted: boolean): SQL {
  const values = sql`
    select e.${numbers(asked.level)} as entity, e.${numbers(levelBelow(asked.level) ?? one)} as child, d.metric, d.weight, e.${numbers(one)} as own,
      v.effective_date as day, v.load_id, v.entity_id, v.value, d.is_summed, d.is_least, d.is_greatest, d.is_newest
    from ${part('at', one)} e
    join ${visibleRows(scope, 'metric_values', 'v')} on v.entity_id = e.${keys(one)} and ${onLevel('v', one, asked)}
    join direct_def d on d.metric_name = v.metric_name and d.levels = array[${levelWords[one]}]
      and d.is_weighted = ${sql.raw(String(isWeighted))}
    where v.value is not null`;
  const nothing = sql`null::numeric`;
  if (!isWeighted)
    return sql`
      select entity, child, metric, day, load_id, case when is_summed then value end as total, ${nothing} as weight,
        case when is_least then value end as least, case when is_greatest then value end as greatest,
        case when is_newest then array[lpad(load_id::text, 20, '0'), entity_id, value::text] collate "C" end as newest
      from (${values}) v`;
  // `offset 0`: PostgreSQL, which cannot know how few metrics are weights, would else join all values with each other.
  return sql`
    select v.entity, v.child, v.metric, v.day, v.load_id, v.value * w.value, w.value, ${nothing}, ${nothing}, null::text[]
    from (${values} offset 0) v
    join (
      select e.${numbers(one)} as own, def.metric, w.effective_date as day, w.value
      from ${part('at', one)} e
      join ${visibleRows(scope, 'metric_values', 'w')} on w.entity_id = e.${keys(one)} and ${onLevel('w', one, asked)}
      join def on def.metric_name = w.metric_name
      where w.value is not null and w.metric_name in (select weight_metric from direct_def where is_weighted) offset 0) w
      on w.own = v.own and w.metric = v.weight and w.day = v.day`;
}

const made = sql`
  sum(c.total) filter (where c.total is not null) as total, sum(c.weight) filter (where c.weight is not null) as weight,
  min(c.least) as least, max(c.greatest) as greatest, max(c.newest) as newest, max(c.load_id) as load_id`;

/** What rows of each entity, metric and day make, by way of the entities directly below, of which those that contribute are counted. */
const ofChildren = (rows: SQL): SQL => sql`
  select c.entity, c.metric, c.day, ${made}, sum(c.n) as n,
    (count(*) filter (where c.weight is null or c.weight <> 0))::integer as contributing
  from (
    select c.entity, c.metric, c.day, c.child, ${made}, count(*) as n from (${rows}) c
    group by c.entity, c.metric, c.day, c.child) c
  group by c.entity, c.metric, c.day`;

/**
 * `direct`: values of the asked level of metrics that are kept at one level below alone (`is_direct` of `def`), made of all that is
 * stored below by way of the entities directly below, which are counted, and no others. Rules give the same as from level to level,
 * because sums, bounds, newest values and the sums of averages may be put together in any order. None at the bottom.
 */
export function directPart(scope: Scope, asked: AskedValues): SQL[] {
  if (levelBelow(asked.level) === undefined) return [];
  const levels = levelsBelow(asked.level);
  const rows = together(
    levels.flatMap((one) => [false, true].map((isWeighted) => rowsOf(scope, one, asked, isWeighted))),
  );
  const mean = sql`trim_scale(round(${exactQuotient(sql`c.total`, sql`c.divisor`)}, 10))`;
  const divisor = sql`case when d.rule = ${average} then c.n else c.weight end`;
  const grouped =
    asked.countsContributing === true
      ? ofChildren(rows)
      : sql`
    select c.entity, c.metric, c.day, ${made}, count(*) as n, 0 as contributing from (${rows}) c group by c.entity, c.metric, c.day`;
  return [
    sql`direct_def as materialized (
      select d.metric, d.metric_name, d.levels, d.rule, d.weight_metric, w.metric as weight, d.rule = ${weighted} as is_weighted,
        d.rule in (${sum}, ${average}) as is_summed, d.rule = ${minimum} as is_least, d.rule = ${maximum} as is_greatest,
        d.rule = ${last} as is_newest
      from def d left join def w on w.metric_name = d.weight_metric where d.is_direct)`,
    sql`direct as (
      select id, metric_name, day as effective_date, value, total, divisor as weight, load_id, newest[2] as last_id, contributing
      from (
        select c.*, case c.rule when ${sum} then c.total when ${minimum} then c.least when ${maximum} then c.greatest
          when ${last} then c.newest[3]::numeric else ${mean} end as value
        from (
          select c.*, d.rule, d.metric_name, e.${keys(asked.level)} as id, ${divisor} as divisor
          from (${grouped}) c
          join direct_def d on d.metric = c.metric
          join ${part('at', asked.level)} e on e.${numbers(asked.level)} = c.entity) c) c
      where value is not null)`,
  ];
}
