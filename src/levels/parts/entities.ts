import { sql, type SQL } from 'drizzle-orm';
import { anyOf, identifier, list } from '../../db/sql.js';
import { aggregationLevels, levelFacts, levelsFrom } from '../levels.js';
import { keys, number, part, type AskedValues } from './askedValues.js';

/**
 * `def`: the definitions of the asked metrics, and of those that say how much their values count, which are no such averages
 * themselves. Citus takes no recursion. `is_weight` tells that
 * another metric may need its values at any level, `is_weighted` that a metric needs those of its weight.
 */
export function definitions({ names, acrossTime }: AskedValues): SQL[] {
  const rules = acrossTime === true ? sql`across_entities, across_time` : sql`across_entities`;
  const isWeighted = sql`'weighted_average' in (${rules})`;
  const weights = sql`select weight_metric from facet.metric_definitions where ${isWeighted}`;
  const columns = sql`metric_name, unit, levels, across_entities as rule, across_time as time_rule, weight_metric, base_name,
    metric_name in (${weights}) as is_weight, ${isWeighted} as is_weighted,
    ${names === null ? sql`true` : anyOf(sql`metric_name`, names)} as is_asked, 'distinct_count' in (${rules}) as is_counted`;
  if (names === null) return [sql`def as materialized (select ${columns} from facet.metric_definitions)`];
  return [
    sql`needed (name) as (
      select unnest(${sql.param(names)}::text[]) collate "C"
      union
      select weight_metric from facet.metric_definitions where ${isWeighted} and ${anyOf(sql`metric_name`, names)})`,
    sql`def as materialized (
      select ${columns} from facet.metric_definitions where metric_name in (select name from needed))`,
  ];
}

/**
 * `at_<level>`: the asked entities, and those below them with the keys of all that they are part of. A level is empty where no
 * asked metric is rolled up from it or a lower one.
 */
export function entities({ level, ids, among }: AskedValues): SQL[] {
  const [, ...lower] = levelsFrom(level);
  const { table: own, key: ownKey } = levelFacts[level];
  const all = among ?? sql`select ${identifier(ownKey)} as id from facet.${identifier(own)}`;
  const wanted =
    ids === null
      ? sql`select id as ${keys(level)} from (${all}) as asked`
      : sql`select id collate "C" as ${keys(level)} from unnest(${sql.param([...new Set(ids)])}::text[]) as asked (id)`;
  const asked = sql`${part('at', level)} as (${wanted})`;
  return [
    asked,
    ...lower.map((one) => {
      const above = aggregationLevels[number(one) + 1] ?? one;
      const { table, key, parent } = levelFacts[one];
      // The column of customers has the collation of the database, and so has its index.
      const parentKey = one === 'CUSTOMER' ? sql`up.${keys(above)} collate "default"` : sql`up.${keys(above)}`;
      const words = sql`array[${list(aggregationLevels.slice(0, number(one) + 1).map((word) => sql.raw(`'${word}'`)))}]`;
      return sql`${part('at', one)} as (
        select up.*, e.${identifier(key)} as ${keys(one)}
        from ${part('at', above)} up join facet.${identifier(table)} e on e.${identifier(parent ?? '')} = ${parentKey}
        where exists (select from def where rule <> 'none' and (levels = '{}' or levels && ${words})))`;
    }),
  ];
}
