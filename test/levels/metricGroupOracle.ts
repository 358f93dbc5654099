import type { Sql } from '../../src/db/client.js';
import { aggregationLevels, type AggregationLevel } from '../../src/words/levels.js';
import type { RollUpRule } from '../../src/words/rollUpRules.js';
import { groupAnswers } from './groupAnswers.js';

/** Metrics that the oracle knows, by their rules across entities. */
export const oracleMetrics = [
  { name: 'total', rule: 'sum' },
  { name: 'rate', rule: 'weighted_average' },
  { name: 'mean', rule: 'average' },
  { name: 'low', rule: 'minimum' },
  { name: 'high', rule: 'maximum' },
  { name: 'newest', rule: 'last' },
  { name: 'visitors', rule: 'distinct_count' },
  { name: 'score', rule: 'none' },
] as const;

/** The rules across time of metrics. */
export type TimeRules = Readonly<Record<string, RollUpRule>>;

/** Which groups: by keys of levels, by the country of companies, and by a period. */
export interface OracleQuestion {
  readonly level: AggregationLevel;
  readonly groupBy: readonly (AggregationLevel | 'COUNTRY')[];
  readonly grain: 'MONTH' | 'QUARTER' | 'YEAR' | null;
  readonly names: readonly string[];
  /** Only entities that are part of one of these of a level; null for all. */
  readonly within: { readonly level: AggregationLevel; readonly ids: readonly string[] } | null;
  /** The first effective date; null for all. */
  readonly from: string | null;
}

/**
 * Adds what the oracle needs beside `createOracle`: a walk up from an entity, and a walk down that gives the items themselves.
 */
export async function createGroupOracle(client: Sql): Promise<void> {
  await client.unsafe(`
    create function public.up(at_level text, at_id text, wanted text) returns text language sql stable as $$
      with recursive walk (level, id, above, parent) as (
        select level, id, above, parent from public.nodes where level = at_level and id = at_id
        union all
        select n.level, n.id, n.above, n.parent from walk w join public.nodes n on n.level = w.above and n.id = w.parent)
      select id from walk where level = wanted
    $$;

    create function public.named(at_level text, at_id text, day date) returns setof text language sql stable as $$
      with recursive walk (level, id) as (
        select at_level, at_id collate "C"
        union all select n.level, n.id from walk w join public.nodes n on n.above = w.level and n.parent = w.id)
      select b.item from walk w join facet.metric_base_rows b
        on b.level = w.level and b.entity_id = w.id and b.base_name = 'visitor' and b.effective_date = day
    $$;

    create function public.ten(a numeric, b numeric) returns numeric language sql immutable as
      $$ select a * 1.0000000000000000000000000 / nullif(b, 0) $$;`);
}

const keyOf = (key: AggregationLevel | 'COUNTRY'): string =>
  key === 'COUNTRY'
    ? `(select country from facet.companies where company_id = public.up(n.level, n.id, 'COMPANY'))`
    : `public.up(n.level, n.id, '${key}')`;

/**
 * The groups as lines: the values of the keys, then of each metric its value or the reason why there is none. Group by group
 * over all that is stored below it. Entities of different levels may have
 * the same key: then the text of the value decides which was written last.
 */
export async function oracleGroups(
  client: Sql,
  { level, groupBy, grain, names, within, from }: OracleQuestion,
  acrossTime: TimeRules,
): Promise<string[]> {
  const keys = [
    ...groupBy.map(keyOf),
    ...(grain === null ? [] : [`date_trunc('${grain.toLowerCase()}', d.day::timestamp)::date`]),
  ];
  const rows = await client.unsafe<{ line: string }[]>(
    `
    with days as (select distinct effective_date as day from (
        select effective_date from facet.metric_values union all select effective_date from facet.metric_base_rows) as a
      where $3::date is null or effective_date >= $3::date),
    member as materialized (
      select n.level, n.id, d.day, json_build_array(${keys.join(', ')})::text as g from public.nodes n cross join days d
      where n.level = $1 and ($4::text is null or public.up(n.level, n.id, $4) = any ($5::text[]))),
    leaf as materialized (
      select m.g, m.id, m.day, x.name, l.value, v.load_id, l.id as leaf,
        case x.name when 'rate' then (select sum(s.value) from public.nearest(l.level, l.id, 'size', m.day) s) end as weight
      from member m cross join unnest($2::text[]) as x (name)
      cross join lateral public.nearest(m.level, m.id, x.name, m.day) as l
      join facet.metric_values v on v.level = l.level and v.entity_id = l.id and v.metric_name = x.name and v.effective_date = m.day
      where l.value is not null),
    own as materialized (
      select m.g, m.id, m.day, v.metric_name as name, v.value from member m
      join facet.metric_values v on v.level = m.level and v.entity_id = m.id and v.effective_date = m.day),
    made as (
      select g, id, day, name, case name
        when 'total' then sum(value) when 'low' then min(value) when 'high' then max(value)
        when 'mean' then round(public.ten(sum(value), count(*)), 10)
        when 'rate' then round(public.ten(sum(value * weight), sum(weight)), 10)
        when 'newest' then (array_agg(value order by load_id desc, leaf collate "C" desc, value::text collate "C" desc))[1] end as value
      from leaf where name not in ('score', 'visitors') group by g, id, day, name
      union all
      select m.g, m.id, m.day, 'visitors', (select nullif(count(distinct i), 0) from public.named(m.level, m.id, m.day) i)
      from member m),
    val as materialized (
      select * from own where value is not null
      union all
      select * from made a where value is not null
        and not exists (select from own o where o.id = a.id and o.day = a.day and o.name = a.name)),
    ${groupAnswers}`,
    [
      level,
      [...names],
      from,
      within?.level ?? null,
      [...(within?.ids ?? [])],
      names.map((name) => acrossTime[name] ?? 'none'),
    ],
  );
  return rows.map(({ line }) => line).toSorted();
}

/** The levels whose keys entities of a level have. */
export const levelsAbove = (level: AggregationLevel): readonly AggregationLevel[] =>
  aggregationLevels.slice(aggregationLevels.indexOf(level));
