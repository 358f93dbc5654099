import { sql, type SQL } from 'drizzle-orm';
import { anyOf, identifier, list } from '../../db/sql.js';
import { AggregationLevel, levelAbove, levelFacts, levelsBelow } from '../../words/levels.js';
import { keys, levelWords, numbers, part, ruleWords, type AskedValues } from './askedValues.js';
import { areEntitiesRead } from './levelsRead.js';
import type { Scope } from '../../scope.js';
import { visibleEntities, visibleRows } from '../../visibleRows.js';

/**
 * Whether values of a metric are kept at one level alone, below the asked one, and with them those of its weight: then nothing between
 * can be stored, and they need no rolling up from level to level. A weight is not so where another metric needs it on the way.
 */
function isDirect(all: SQL, asked: AggregationLevel): SQL {
  const { none, distinct_count, weighted_average } = ruleWords;
  const below = levelsBelow(asked);
  const weights = sql`select metric_name, levels from ${all} where across_entities <> ${distinct_count}`;
  const alone = sql`(across_entities not in (${none}, ${distinct_count}) and cardinality(levels) = 1
    and levels <@ array[${list(below.map((level) => levelWords[level]))}]::text[]
    and (across_entities <> ${weighted_average} or (weight_metric, levels) in (${weights})))`;
  return sql`(${alone} and metric_name not in (
    select weight_metric from ${all} where across_entities = ${weighted_average} and not ${alone}))`;
}

/**
 * `def`: the definitions of the asked metrics, and of those that say how much their values count, which are no such averages
 * themselves. Citus takes no recursion. `is_weight` tells that an asked metric may need its values at any level, `is_weighted`
 * that a metric needs those of its weight, `is_direct` that its values are rolled up at once, see `directPart`.
 */
export function definitions(scope: Scope, { names, acrossTime, level }: AskedValues): SQL[] {
  const all = visibleRows(scope, 'metric_definitions');
  const rules = acrossTime === true ? sql`across_entities, across_time` : sql`across_entities`;
  const isWeighted = sql`${ruleWords.weighted_average} in (${rules})`;
  const isAsked = names === null ? sql`true` : anyOf(sql`metric_name`, names);
  const weights = sql`select weight_metric from ${all} where ${isWeighted} and ${isAsked}`;
  const columns = sql`metric_name, (row_number() over ())::integer as metric, unit, levels, across_entities as rule, across_time as time_rule, weight_metric, base_name,
    metric_name in (${weights}) as is_weight, ${isWeighted} as is_weighted, ${isAsked} as is_asked,
    ${ruleWords.distinct_count} in (${rules}) as is_counted, ${isDirect(all, level)} as is_direct`;
  if (names === null) return [sql`def as materialized (select ${columns} from ${all})`];
  return [
    sql`needed (name) as (select unnest(${sql.param(names)}::text[]) collate "C" union ${weights})`,
    sql`def as materialized (select ${columns} from ${all} where metric_name in (select name from needed))`,
  ];
}

const numbered = (level: AggregationLevel): SQL => sql`(row_number() over ())::integer as ${numbers(level)}`;

/** `at_<level>` of the asked level: the asked entities. */
export function askedEntities(scope: Scope, { level, ids, among }: AskedValues): SQL {
  const { table, key } = levelFacts[level];
  const all = among ?? sql`select ${identifier(key)} as id from ${visibleEntities(scope, table)}`;
  const asked =
    ids === null
      ? sql`select id as ${keys(level)}, ${numbered(level)} from (${all}) as asked`
      : sql`select id collate "C" as ${keys(level)}, ${numbered(level)} from unnest(${sql.param([...new Set(ids)].toSorted())}::text[]) as asked (id)`;
  return sql`${part('at', level)} as (${asked})`;
}

/** `at_<level>` of the levels below the asked one: their entities with the keys of all that they are part of. Empty where none is read. */
export const entitiesBelow = (scope: Scope, asked: AskedValues): SQL[] =>
  levelsBelow(asked.level).map((one) => {
    const above = levelAbove(one) ?? one;
    const { table, key, parent } = levelFacts[one];
    // The column of customers has the collation of the database, and so has its index.
    const parentKey =
      one === AggregationLevel.CUSTOMER ? sql`up.${keys(above)} collate "default"` : sql`up.${keys(above)}`;
    return sql`${part('at', one)} as (
      select up.*, e.${identifier(key)} as ${keys(one)}, ${numbered(one)}
      from ${part('at', above)} up join ${visibleEntities(scope, table, sql`e`)} on e.${identifier(parent ?? '')} = ${parentKey}
      where ${areEntitiesRead(one, asked)})`;
  });
