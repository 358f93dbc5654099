/**
 * The end of the oracle's statement: what the values `val` of each group make on each date, by the rule across entities that
 * their name tells, and of the dates by the rule across time in `$6`; `leaf` are the stored values below. `$1` is the level, `$2`
 * the names.
 */
export const groupAnswers = `
    item as materialized (
      select v.g, v.name, v.id, v.day, i from val v left join lateral (
        select public.named($1, v.id, v.day) as i where v.name <> 'score'
        union all
        select b.item from facet.metric_base_rows b where v.name = 'score'
          and b.level = $1 and b.entity_id = v.id and b.base_name = 'visitor' and b.effective_date = v.day) as b on true),
    counted as (
      select g, name, day, case when bool_or(i is null) then null else count(distinct i) end as items
      from item group by grouping sets ((g, name, day), (g, name))),
    dated as materialized (
      select v.g, v.name, v.day, count(*) as n,
        sum((select sum(s.value) from public.nearest($1, v.id, 'size', v.day) s)) as own_weight,
        case when count(*) = 1 then min(v.value) else case v.name
          when 'total' then sum(v.value) when 'low' then min(v.value) when 'high' then max(v.value)
          when 'mean' then (
            select public.ten(sum(l.value), count(*)) from leaf l where l.g = v.g and l.name = v.name and l.day = v.day)
          when 'rate' then (select public.ten(sum(l.value * l.weight), sum(l.weight))
            from leaf l where l.g = v.g and l.name = v.name and l.day = v.day)
          when 'newest' then (
            select l.value from leaf l where l.g = v.g and l.name = v.name and l.day = v.day
            order by l.load_id desc, l.leaf collate "C" desc, l.value::text collate "C" desc limit 1)
          when 'visitors' then (select items from counted c where c.g = v.g and c.name = v.name and c.day = v.day) end end as value
      from val v group by v.g, v.name, v.day),
    gaps as materialized (
      select *, case when value is null then case name when 'rate' then 'WEIGHTS_MISSING' when 'visitors' then 'BASE_ROWS_MISSING'
        else 'NOT_ADDITIVE_ACROSS_ENTITIES' end end as gap from dated),
    answer as (
      select g.g, x.name, x.place, x.rule, case when count(d.n) = 1 then min(d.value) else case x.rule
          when 'sum' then sum(d.value) when 'minimum' then min(d.value) when 'maximum' then max(d.value)
          when 'average' then public.ten(sum(d.value), count(d.value))
          when 'weighted_average' then case x.name
            when 'rate' then (select public.ten(sum(l.value * l.weight), sum(l.weight))
              from leaf l where l.g = g.g and l.name = x.name)
            else public.ten(sum(d.value * d.own_weight), sum(d.own_weight) filter (where d.value is not null)) end
          when 'last' then (array_agg(d.value order by d.day desc))[1]
          when 'distinct_count' then (
            select items from counted c where c.g = g.g and c.name = x.name and c.day is null) end end as value,
        case when count(d.n) = 0 then 'NO_VALUES' when count(d.n) = 1 then min(d.gap) else case x.rule
          when 'weighted_average' then min(d.gap) filter (where x.name <> 'rate')
          when 'last' then (array_agg(d.gap order by d.day desc))[1] else min(d.gap) end end as gap
      from (select distinct g from val where name = any ($2)) as g
      cross join unnest($2::text[], $6::text[]) with ordinality as x (name, rule, place)
      left join gaps d on d.g = g.g and d.name = x.name
      group by g.g, x.name, x.place, x.rule)
    select a.g || ' ' || string_agg(coalesce(a.gap, trim_scale(round(a.value, 10))::text, case a.rule
      when 'weighted_average' then 'WEIGHTS_MISSING' when 'distinct_count' then 'BASE_ROWS_MISSING'
      else 'NOT_ADDITIVE_ACROSS_TIME' end), ' ' order by a.place) as line
    from answer a group by a.g`;
