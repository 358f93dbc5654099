import { sql, type SQL } from 'drizzle-orm';
import { anyOf, list } from '../../db/sql.js';
import { levelBelow, levelPlace, type AggregationLevel } from '../../words/levels.js';
import { keys, levelWords, numbers, part, ruleWords, together, type AskedValues } from './askedValues.js';
import { isKeptAt, isMadeBelow, onDates } from './conditions.js';
import { areBaseRowsRead, areItemsCounted, areValuesRead } from './levelsRead.js';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';

const distinct = ruleWords.distinct_count;

/** `stored_<level>`: what is stored of the entities; below those asked for only what can contribute. */
export function stored(scope: Scope, one: AggregationLevel, asked: AskedValues): SQL {
  const isAsked = one === asked.level;
  const condition = isAsked ? sql`` : sql` and ${isMadeBelow(asked.level)} and ${areValuesRead(one)}`;
  const covers = isAsked ? sql`, ${isMadeBelow(one)} and not def.is_weight as may_cover` : sql``;
  return sql`${part('stored', one)} as (
  select e.${keys(one)} as id, v.metric_name, v.effective_date, v.value, v.load_id${covers}
  from ${part('at', one)} e
  join ${visibleRows(scope, 'metric_values', 'v')} on v.level = ${levelWords[one]} and v.entity_id = e.${keys(one)} and v.app = ${asked.app}
  join def on def.metric_name = v.metric_name
  where ${isKeptAt(one)}${condition} ${onDates(sql`v.effective_date`, asked)})`;
}

/**
 * `def` and `all_<level>` of the lowest level, as `rollUpParts` makes them, where no asked metric counts anything: what is stored is
 * all there is. For a page of 50 customers PostgreSQL needs a third of the time.
 */
export function storedAlone(scope: Scope, asked: AskedValues): SQL[] {
  const { level, app, ids, names } = asked;
  return [
    sql`def as (select def.*, true as is_asked from ${visibleRows(scope, 'metric_definitions', 'def')} where ${isKeptAt(level)})`,
    sql`${part('all', level)} as (
      select entity_id as id, metric_name, effective_date, value, load_id, true as is_stored, null::integer as contributing
      from ${visibleRows(scope, 'metric_values')} where level = ${levelWords[level]} and app = ${app}
      ${ids === null ? sql`` : sql`and ${anyOf(sql`entity_id`, [...new Set(ids)])}`}
      ${names === null ? sql`` : sql`and ${anyOf(sql`metric_name`, names)}`} ${onDates(sql`effective_date`, asked)})`,
  ];
}

/**
 * `base`: what distinct counts count, with the keys of all entities that it is part of. An item counts at every level above
 * its own, and once at each.
 */
export function baseRows(scope: Scope, levels: readonly AggregationLevel[], asked: AskedValues): SQL {
  const [top] = levels;
  const rows = levels.map((one) => {
    // Where only the rule across time counts, values of lower levels may be none of those above.
    const reaches = one === top || asked.acrossTime !== true ? sql`` : sql` and def.rule <> ${ruleWords.none}`;
    const columns = levels.map((other) =>
      levelPlace(other) < levelPlace(one)
        ? sql`null::text collate "C" as ${keys(other)}, null::integer as ${numbers(other)}`
        : sql`e.${keys(other)}, e.${numbers(other)}`,
    );
    return sql`
      select ${list(columns)}, def.metric, def.metric_name, b.effective_date, b.item, b.load_id
      from ${part('at', one)} e
      join ${visibleRows(scope, 'metric_base_rows', 'b')} on b.level = ${levelWords[one]} and b.entity_id = e.${keys(one)} and b.app = ${asked.app}
      join def on def.is_counted and def.base_name = b.base_name${reaches}
      where ${isKeptAt(one)} and ${one === top ? areItemsCounted : areBaseRowsRead(one)}
        ${onDates(sql`b.effective_date`, asked)}`;
  });
  return sql`base as (${together(rows)})`;
}

/** `counted_<level>` of the asked level: distinct counts of its entities. */
export function countedPart({ level, acrossTime, countsContributing }: AskedValues): SQL {
  const child = levelBelow(level);
  const count = child !== undefined && countsContributing === true ? sql`count(distinct b.${numbers(child)})` : sql`0`;
  const contributing = child === undefined ? sql`null::integer` : sql`${count}::integer`;
  const wanted = acrossTime === true ? sql`where def.rule = ${distinct}` : sql``;
  return sql`${part('counted', level)} as (
    select e.${keys(level)} as id, def.metric_name, b.effective_date, b.value, b.load_id, b.contributing
    from (
      select b.${numbers(level)}, b.metric, b.effective_date, count(distinct b.item)::numeric as value, max(b.load_id) as load_id,
        ${contributing} as contributing
      from base b group by b.${numbers(level)}, b.metric, b.effective_date) b
    left join ${part('at', level)} e on e.${numbers(level)} = b.${numbers(level)}
    left join def on def.metric = b.metric ${wanted})`;
}

/** `counted_<level>` of a level below the asked one: distinct counts that weigh others. */
export const countedWeights = (one: AggregationLevel): SQL => sql`${part('counted', one)} as (
  select b.${keys(one)} as id, def.metric_name, b.effective_date, count(distinct b.item)::numeric as value,
    max(b.load_id) as load_id, null::integer as contributing
  from base b join def on def.metric = b.metric and def.is_weight and def.rule = ${distinct}
  where b.${keys(one)} is not null and exists (select 1 from def where is_weight and is_counted)
  group by 1, 2, 3)`;
