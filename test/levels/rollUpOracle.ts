import type { Sql } from '../../src/db/client.js';
import { aggregationLevels, levelAbove, levelFacts } from '../../src/words/levels.js';

/** Entities of all levels, each with the one above. */
const nodes = aggregationLevels
  .map((level) => {
    const { table, key, parent } = levelFacts[level];
    const above = levelAbove(level);
    return `select '${level}' as level, ${key} as id, ${above === undefined ? null : `'${above}'`} as above, ${parent} as parent
      from facet.${table}`;
  })
  .join(' union all ');

/**
 * The same figures by plain SQL, written differently: not level by level, but by a walk down from one entity that stops
 * where a value is stored, once per entity, metric and date.
 */
export async function createOracle(client: Sql): Promise<void> {
  await client.unsafe(`
    create view public.nodes as ${nodes};

    create function public.nearest(at_level text, at_id text, metric text, day date)
      returns table (level text, id text, value numeric) language sql stable as $$
      with recursive walk (level, id, is_stored) as (
        select at_level, at_id collate "C", exists (select from facet.metric_values v
          where v.level = at_level and v.entity_id = at_id and v.metric_name = metric and v.effective_date = day)
        union all
        select n.level, n.id, exists (select from facet.metric_values v
          where v.level = n.level and v.entity_id = n.id and v.metric_name = metric and v.effective_date = day)
        from walk w join public.nodes n on n.above = w.level and n.parent = w.id where not w.is_stored)
      select w.level, w.id, v.value from walk w join facet.metric_values v
        on v.level = w.level and v.entity_id = w.id and v.metric_name = metric and v.effective_date = day
    $$;

    create function public.items(at_level text, at_id text, base text, day date)
      returns bigint language sql stable as $$
      with recursive walk (level, id) as (
        select at_level, at_id collate "C"
        union all select n.level, n.id from walk w join public.nodes n on n.above = w.level and n.parent = w.id)
      select nullif(count(distinct b.item), 0) from walk w join facet.metric_base_rows b
        on b.level = w.level and b.entity_id = w.id and b.base_name = base and b.effective_date = day
    $$;`);
}

/** A figure: level, entity, metric, date, and the value rounded to ten places. */
export type Figure = readonly [level: string, id: string, name: string, day: string, value: string];

/** Figures of the metrics `total` (sum), `rate` (average weighted by `size`, a sum), `mean`, `low` and `visitors`. */
export async function oracleFigures(client: Sql, days: readonly string[]): Promise<Figure[]> {
  const rows = await client<{ figure: Figure }[]>`
    with figures as (
      select n.level, n.id, 'total' as name, d.day, (select sum(value) from public.nearest(n.level, n.id, 'total', d.day)) as value
      from public.nodes n cross join unnest(${[...days]}::date[]) as d (day)
      union all
      select n.level, n.id, 'rate', d.day, (
        select sum(v.value * w.weight) / nullif(sum(w.weight), 0)
        from public.nearest(n.level, n.id, 'rate', d.day) v
        cross join lateral (select sum(s.value) as weight from public.nearest(v.level, v.id, 'size', d.day) s) as w
        where v.value is not null)
      from public.nodes n cross join unnest(${[...days]}::date[]) as d (day)
      where not exists (select from facet.metric_values o
        where o.level = n.level and o.entity_id = n.id and o.metric_name = 'rate' and o.effective_date = d.day)
      union all
      select n.level, n.id, 'mean', d.day, (select avg(value) from public.nearest(n.level, n.id, 'mean', d.day))
      from public.nodes n cross join unnest(${[...days]}::date[]) as d (day)
      union all
      select n.level, n.id, 'low', d.day, (select min(value) from public.nearest(n.level, n.id, 'low', d.day))
      from public.nodes n cross join unnest(${[...days]}::date[]) as d (day)
      union all
      select n.level, n.id, 'visitors', d.day, public.items(n.level, n.id, 'visitor', d.day)
      from public.nodes n cross join unnest(${[...days]}::date[]) as d (day)
      union all
      select level, entity_id, metric_name, effective_date, value from facet.metric_values where metric_name = 'rate')
    select json_build_array(level, id, name, day, trim_scale(round(value, 10))::text) as figure from figures
    where value is not null order by level, id, name, day`;
  return rows.map(({ figure }) => figure);
}
