import { sql, type SQL } from 'drizzle-orm';
import { identifier, list } from '../../db/sql.js';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';
import { levelAbove, levelsBelow, levelsFrom, type AggregationLevel } from '../../words/levels.js';
import { levelWords, mayCount, part, type AskedValues } from './askedValues.js';
import { isKeptAt, isMadeBelow, onDates } from './conditions.js';

/**
 * `open`: for each metric that values below may make values of, the stretches of dates, ends included, between those on which every
 * asked entity has a stored value.
 */
const openDates = (level: AggregationLevel): SQL => sql`open as materialized (
  select metric_name, coalesce(lag(day) over of_metric + 1, '-infinity') as first_day, coalesce(day - 1, 'infinity') as last_day
  from (
    select metric_name, effective_date as day from ${part('stored', level)} where may_cover
    group by metric_name, effective_date having count(*) = (select count(*) from ${part('at', level)})
    union all
    select metric_name, null from def where ${isMadeBelow(level)}) as ends
  window of_metric as (partition by metric_name order by day))`;

const [ofLevel, asBase] = [
  (one: AggregationLevel): SQL => identifier(`${one.toLowerCase()}_values`),
  (one: AggregationLevel): SQL => identifier(`${one.toLowerCase()}_items`),
];

/** Whether values, and whether base rows, of a level can become part of an answer. */
function columnsOf(scope: Scope, one: AggregationLevel, asked: AskedValues): SQL[] {
  const of = (row: string, others: SQL): SQL =>
    sql`${sql.raw(row)}.level = ${levelWords[one]} and ${sql.raw(row)}.app = ${asked.app} ${onDates(sql`${sql.raw(row)}.effective_date`, asked)} ${others}`;
  const values = sql`exists (select 1 from open o join def on def.metric_name = o.metric_name and ${isKeptAt(one)}
      join ${visibleRows(scope, 'metric_values', 'v')} on v.metric_name = o.metric_name
      where ${of('v', sql`and v.effective_date >= o.first_day and v.effective_date <= o.last_day`)}) as ${ofLevel(one)}`;
  if (!mayCount(asked)) return [values];
  return [
    values,
    sql`exists (select 1 from def join ${visibleRows(scope, 'metric_base_rows', 'b')} on b.base_name = def.base_name
      where ${of('b', sql`and def.is_counted and ${isKeptAt(one)}`)}) as ${asBase(one)}`,
  ];
}

/**
 * `open`, and `levels_read`: one row that tells of each level below whether anything there can become part of an answer. Most
 * questions are about values that are stored where they are asked for: then nothing below is read.
 */
export function levelsReadParts(scope: Scope, asked: AskedValues): SQL[] {
  const below = levelsBelow(asked.level);
  if (below.length === 0) return [];
  const columns = below.flatMap((one) => columnsOf(scope, one, asked));
  return [openDates(asked.level), sql`levels_read as materialized (select ${list(columns)})`];
}

/** Whether values of a level below the asked one are read. */
export const areValuesRead = (one: AggregationLevel): SQL => sql`(select ${ofLevel(one)} from levels_read)`;

/** Whether base rows of a level below the asked one are read. */
export const areBaseRowsRead = (one: AggregationLevel): SQL => sql`(select ${asBase(one)} from levels_read)`;

/** Whether an asked metric counts base rows. */
export const areItemsCounted = sql`exists (select 1 from def where is_counted)`;

/** Whether a value of the asked level may be made of others, but for direct ones. */
export const isAnythingMade = (asked: AskedValues): SQL =>
  sql`(${sql.join([...(mayCount(asked) ? [areItemsCounted] : []), ...levelsBelow(asked.level).map(areValuesRead)], sql` or `)})`;

/**
 * Whether the entities of a level below the asked one are needed: for what is read of them or of those below, or as the children of
 * counts.
 */
export function areEntitiesRead(one: AggregationLevel, asked: AskedValues): SQL {
  const levels = levelsFrom(one);
  const direct = sql`exists (select 1 from def where is_direct and levels <@ array[${list(levels.map((word) => levelWords[word]))}])`;
  const conditions = [
    ...levels.map(areValuesRead),
    direct,
    ...(mayCount(asked) ? levels.map(areBaseRowsRead) : []),
    ...(mayCount(asked) && levelAbove(one) === asked.level ? [areItemsCounted] : []),
  ];
  return sql`(${sql.join(conditions, sql` or `)})`;
}
