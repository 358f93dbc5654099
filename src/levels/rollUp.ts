import { sql, type SQL } from 'drizzle-orm';
import { anyOf, identifier, list } from '../db/sql.js';
import type { MetricsQuestion } from './askedMetrics.js';
import { aggregationLevels, levelFacts, levelsFrom, type AggregationLevel } from './levels.js';

/** Which values of which entities. */
export interface AskedValues extends MetricsQuestion {
  readonly level: AggregationLevel;
  /** Keys of entities; null for all of the level. */
  readonly ids: readonly string[] | null;
  /** Instead of keys: a query of entities of the level, as `id`. */
  readonly among?: SQL | undefined;
  /** The first and the last effective date; null where there is no end. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  /** Whether values are put together across time too, where weights may count that do not across entities. */
  readonly acrossTime?: true;
}

const number = (level: AggregationLevel): number => aggregationLevels.indexOf(level);

/** The name of a level's part of the statement, and of its column of keys. */
const part = (prefix: string, level: AggregationLevel): SQL => identifier(`${prefix}_${level.toLowerCase()}`);
/** The column of `at_<level>` and `base` that holds the keys of a level. */
export const keys = (level: AggregationLevel): SQL => part('of', level);

const below = (level: AggregationLevel): AggregationLevel | undefined => aggregationLevels[number(level) - 1];

const together = (parts: readonly SQL[]): SQL => sql.join([...parts], sql` union all `);

/**
 * `def`: the definitions of the asked metrics, and of those that say how much their values count, which are no such averages
 * themselves. Citus takes no recursion. `is_weight` tells that
 * another metric may need its values at any level, `is_weighted` that a metric needs those of its weight.
 */
function definitions({ names, acrossTime }: AskedValues): SQL[] {
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
function entities({ level, ids, among }: AskedValues): SQL[] {
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
const stored = (one: AggregationLevel, asked: AskedValues): SQL => sql`${part('stored', one)} as (
  select e.${keys(one)} as id, v.metric_name, v.effective_date, v.value, v.load_id
  from ${part('at', one)} e
  join facet.metric_values v on v.level = ${sql.raw(`'${one}'`)} and v.entity_id = e.${keys(one)} and v.app = ${asked.app}
  join def on def.metric_name = v.metric_name ${one === asked.level ? sql`` : sql`and (def.rule <> 'none' or def.is_weight)`}
  where ${isKeptAt(one)} ${onDates(sql`v.effective_date`, asked)})`;

/**
 * `base`: what distinct counts count, with the keys of all entities that it is part of. An item counts at every level above
 * its own, and once at each.
 */
function baseRows(levels: readonly AggregationLevel[], asked: AskedValues): SQL {
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
function counted(one: AggregationLevel, { level, acrossTime }: AskedValues): SQL {
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
  filter (where c.rule = 'last')`;

/**
 * `rolled_<level>`: values made of those of the level below. Averages carry their sums (`total`) and what they are divided by
 * (`weight`), so that an average of averages is one of all values below.
 */
function rolled(one: AggregationLevel, child: AggregationLevel): SQL {
  return sql`${part('rolled', one)} as (
    select r.* from (
      select c.parent as id, c.metric_name, c.effective_date,
        case c.rule
          when 'sum' then sum(c.value)
          when 'minimum' then min(c.value)
          when 'maximum' then max(c.value)
          when 'last' then (${last})[3]::numeric
          else ${quotient} end as value,
        sum(c.total) as total, sum(c.weight) as weight, max(c.load_id) as load_id,
        (${last})[2] as last_id,
        count(*)::integer as contributing
      from ${part('known', child)} c
      where c.rule not in ('none', 'distinct_count') and c.value is not null
        and (c.rule <> 'weighted_average' or c.weight is not null)
      group by c.parent, c.metric_name, c.effective_date, c.rule) as r
    where r.value is not null)`;
}

const nothing = sql`null::numeric`;

/**
 * `all_<level>`: every value of the level, with where it is from. A stored value wins: told by a window, because PostgreSQL, which
 * has no statistics of rolled up values, may make a join of them by comparing each with all others. There are none at the bottom.
 */
function all(one: AggregationLevel): SQL {
  const columns = sql`id, metric_name, effective_date, value`;
  const ofStored = sql`select ${columns}, true as is_stored, ${nothing} as total, ${nothing} as weight, load_id, id as last_id,
    null::integer as contributing from ${part('stored', one)}`;
  const ofCounted = sql`select ${columns}, false, null, null, load_id, id, contributing from ${part('counted', one)} c`;
  if (below(one) === undefined)
    return sql`${part('all', one)} as (${ofStored} union all ${ofCounted} where not exists (
      select from ${part('stored', one)} s
      where s.id = c.id and s.metric_name = c.metric_name and s.effective_date = c.effective_date))`;
  const ofRolled = sql`select ${columns}, false, total, weight, load_id, last_id, contributing from ${part('rolled', one)}`;
  return sql`${part('all', one)} as (
    select a.* from (
      select p.*, bool_or(is_stored) over (partition by id, metric_name, effective_date) as has_stored
      from (${together([ofStored, ofCounted, ofRolled])}) p) a
    where a.is_stored or not a.has_stored)`;
}

/**
 * `known_<level>`: the values of a level with what is needed to put them together: of those below the asked one by their
 * `parent`, the entity above. Every value has a definition and an entity; by `left join` PostgreSQL knows that too, and does
 * not take many for few. Values find their weights by a window, for the reason that they are no join in `all_<level>`.
 */
function known(one: AggregationLevel, { level }: AskedValues): SQL {
  const parent = one === level ? sql`null::text` : sql`e.${keys(aggregationLevels[number(one) + 1] ?? one)}`;
  const columns = sql`a.id, a.metric_name, a.effective_date, a.value, a.load_id, a.last_id, a.total, a.weight`;
  const ofMetric = sql`def.rule, def.time_rule, def.is_asked, def.is_counted`;
  const values = (condition: SQL, others: SQL): SQL => sql`
    select ${columns}, ${ofMetric}, ${others} from ${part('all', one)} a left join def on def.metric_name = a.metric_name
    where ${condition}`;
  return sql`${part('known', one)} as (
    select ${parent} as parent, a.id, a.metric_name, a.effective_date, a.value, a.load_id, a.last_id, a.rule, a.time_rule,
      a.is_asked, a.is_counted,
      coalesce(a.total, case a.rule when 'average' then a.value when 'weighted_average' then a.value * a.own_weight end)
        as total,
      coalesce(a.weight, case a.rule when 'average' then 1 when 'weighted_average' then a.own_weight end) as weight,
      a.own_weight
    from (
      ${values(sql`def.is_weighted is not true`, sql`null::numeric as own_weight`)}
      union all
      select ${columns}, a.rule, a.time_rule, a.is_asked, a.is_counted, a.own_weight from (
        select a.*, max(a.as_weight) over (partition by a.id, a.effective_date, a.weighed_by) as own_weight from (
          ${values(sql`def.is_weighted`, sql`def.weight_metric as weighed_by, null::numeric as as_weight, true as is_value`)}
          union all
          ${values(sql`def.is_weight`, sql`a.metric_name, a.value, false`)}) a) a
      where a.is_value) a
    left join ${part('at', one)} e on e.${keys(one)} = a.id)`;
}

/**
 * The parts of a statement, for `with`, that end in `all_<level>`: the values of the asked entities (`id, metric_name,
 * effective_date, value, is_stored, contributing` …), of the asked metrics and of their weights. A stored value wins; else
 * the rule of the metric makes it of the level below, whose values come about in the same way. `def` holds the definitions,
 * `at_<level>` of the level below the children.
 */
export function rollUpParts(asked: AskedValues): SQL[] {
  const levels = levelsFrom(asked.level);
  const upwards = levels.toReversed();
  return [
    ...definitions(asked),
    ...entities(asked),
    ...levels.map((one) => stored(one, asked)),
    baseRows(levels, asked),
    ...upwards.flatMap((one) => {
      const child = below(one);
      return [
        counted(one, asked),
        ...(child === undefined ? [] : [rolled(one, child)]),
        all(one),
        ...(one === asked.level ? [] : [known(one, asked)]),
      ];
    }),
  ];
}

/**
 * The same, and `known_<level>` of the asked level: `id, metric_name, effective_date, value, rule, time_rule, total, weight,
 * own_weight, load_id, last_id`, and whether the metric `is_asked`, and a rule counts things (`is_counted`). With these its values can be put together further, in groups of entities or periods: an average
 * is the sum of `total` by that of `weight`; where only time weighs, an entity's value weighs `own_weight`. What distinct counts
 * count is in `base`, by `of_<level>`.
 */
export function weighedParts(asked: Omit<AskedValues, 'acrossTime'>): SQL[] {
  const weighed: AskedValues = { ...asked, acrossTime: true };
  return [...rollUpParts(weighed), known(asked.level, weighed)];
}

/** The part that holds the values of the asked level with their weights; see `weighedParts`. */
export const weighedPart = (level: AggregationLevel): SQL => part('known', level);

/** The part that holds the values of the asked level. */
export const valuesPart = (level: AggregationLevel): SQL => part('all', level);

/** The part that holds the entities below those asked for, and its column of the asked keys; undefined at the bottom. */
export function childrenPart(level: AggregationLevel): { readonly part: SQL; readonly parent: SQL } | undefined {
  const child = below(level);
  return child === undefined ? undefined : { part: part('at', child), parent: keys(level) };
}
