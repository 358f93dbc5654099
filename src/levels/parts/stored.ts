import { sql, type SQL } from 'drizzle-orm';
import { anyOf, list } from '../../db/sql.js';
import type { AggregationLevel } from '../levels.js';
import { below, keys, number, part, together, type AskedValues } from './askedValues.js';

/** A filter on effective dates. */
const onDates = (column: SQL, { dates, from, to }: AskedValues): SQL =>
  sql.join([
    dates === null ? sql`` : sql`and ${anyOf(column, dates, 'date')}`,
    from == null ? sql`` : sql` and ${column} >= ${from}::date`,
    to == null ? sql`` : sql` and ${column} <= ${to}::date`,
  ]);

/** Whether a metric is kept at a level: what is left at another, as before its definition changed, is none of its values. */
const isKeptAt = (level: AggregationLevel): SQL =>
  sql`(def.levels = '{}' or ${sql.raw(`'${level}'`)} = any (def.levels))`;

/** `stored_<level>`: what is stored of the entities; below those asked for only what can contribute. */
export const stored = (one: AggregationLevel, asked: AskedValues): SQL => sql`${part('stored', one)} as (
  select e.${keys(one)} as id, v.metric_name, v.effective_date, v.value, v.load_id
  from ${part('at', one)} e
  join facet.metric_values v on v.level = ${sql.raw(`'${one}'`)} and v.entity_id = e.${keys(one)} and v.app = ${asked.app}
  join def on def.metric_name = v.metric_name ${one === asked.level ? sql`` : sql`and (def.rule <> 'none' or def.is_weight)`}
  where ${isKeptAt(one)} ${onDates(sql`v.effective_date`, asked)})`;

/**
 * `base`: what distinct counts count, with the keys of all entities that it is part of. An item counts at every level above
 * its own, and once at each.
 */
export function baseRows(levels: readonly AggregationLevel[], asked: AskedValues): SQL {
  const [top] = levels;
  const counts = (rule: SQL, timeRule: SQL): SQL =>
    asked.acrossTime === true ? sql`'distinct_count' in (${rule}, ${timeRule})` : sql`${rule} = 'distinct_count'`;
  const rows = levels.map((one) => {
    // Where only the rule across time counts, values of lower levels may be none of those above.
    const reaches = one === top || asked.acrossTime !== true ? sql`` : sql` and def.rule <> 'none'`;
    const columns = levels.map((other) =>
      number(other) < number(one) ? sql`null::text collate "C" as ${keys(other)}` : sql`e.${keys(other)}`,
    );
    return sql`
      select ${list(columns)}, def.metric_name, b.effective_date, b.item, b.load_id
      from ${part('at', one)} e
      join facet.metric_base_rows b on b.level = ${sql.raw(`'${one}'`)} and b.entity_id = e.${keys(one)} and b.app = ${asked.app}
      join def on ${counts(sql`def.rule`, sql`def.time_rule`)} and def.base_name = b.base_name${reaches}
      where ${isKeptAt(one)}
        and ${one === top ? sql`exists (select from def where ${counts(sql`rule`, sql`time_rule`)})` : sql`true`}
        ${onDates(sql`b.effective_date`, asked)}`;
  });
  return sql`base as (${together(rows)})`;
}

/** `counted_<level>`: distinct counts of entities; below those asked for only weights. */
export function counted(one: AggregationLevel, { level, acrossTime }: AskedValues): SQL {
  const child = below(one);
  const contributing = child === undefined ? sql`null::integer` : sql`count(distinct b.${keys(child)})::integer`;
  const conditions = [
    ...(one === level ? [] : [sql`def.is_weight`]),
    ...(acrossTime === true ? [sql`def.rule = 'distinct_count'`] : []),
  ];
  const wanted =
    conditions.length === 0
      ? sql``
      : sql`join def on def.metric_name = b.metric_name and ${sql.join(conditions, sql` and `)}`;
  return sql`${part('counted', one)} as (
    select b.${keys(one)} as id, b.metric_name, b.effective_date, count(distinct b.item)::numeric as value,
      max(b.load_id) as load_id, ${contributing} as contributing
    from base b ${wanted}
    where b.${keys(one)} is not null
    group by 1, 2, 3)`;
}
