import { sql, type SQL } from 'drizzle-orm';
import { visibleRows } from '../../visibleRows.js';
import { treatmentsOf, type PlacedTreatment } from '../definition/treatmentsOf.js';
import type { AudienceQuestion } from './AudienceQuestion.js';
import { candidates } from './candidates.js';

/** The treatments as rows; a share is in hundredths of a percent. */
function treatmentRows(treatments: readonly PlacedTreatment[]): SQL {
  // As texts, for the driver takes other arrays for what their first value is.
  const column = (type: string, value: (one: PlacedTreatment) => string | number | boolean): SQL =>
    sql`${sql.param(treatments.map((one) => String(value(one))))}::text[]::${sql.raw(type)}[]`;
  return sql`
    select * from unnest(
      ${column('integer', ({ place }) => place)}, ${column('integer', ({ position }) => position)},
      ${column('text', ({ subAudienceId }) => subAudienceId)}, ${column('text', ({ treatmentId }) => treatmentId)},
      ${column('bigint', ({ treatment }) => Math.round(treatment.percentage * 100))},
      ${column('boolean', ({ treatment }) => treatment.isControl)},
      ${column('boolean', ({ treatment }) => treatment.destinations.length > 0)}
    ) as t (place, position, sub_audience_id, treatment_id, share, is_control, is_sent)`;
}

/** Which treatment each customer had in the delivery before, by the treatment's place and position. */
const treatmentsBefore = ({ scope, previousId }: AudienceQuestion): SQL => sql`
  select a.customer_id, t.place, t.position from ${visibleRows(scope, 'campaign_assignments', 'a')}
  join treatments t on t.treatment_id = a.treatment_id
  where a.delivery_id = ${previousId}::text`;

/** Exact sizes: the whole part of each share, and one more for those with the largest rest, as many as are left over. */
const quotas = sql`
  select place, position, base + case when
      row_number() over (partition by place order by rest desc, position) <= size - sum(base) over (partition by place)
    then 1 else 0 end as quota
  from (
    select t.place, t.position, s.size, s.size * t.share / 10000 as base, s.size * t.share % 10000 as rest
    from treatments t join (select place, count(*) as size from placed group by place) s on s.place = t.place
  ) shares`;

/** Of each treatment, how many of those who did not keep theirs get it: the numbers from `above` on up to `upto`. */
const openings = sql`
  select place, position, sum(open) over w - open as above, sum(open) over w as upto
  from (
    select q.place, q.position, q.quota - count(m.customer_id) as open
    from quotas q left join marked m on m.place = q.place and m.before = q.position and m.keeps
    group by q.place, q.position, q.quota
  ) left_open
  window w as (partition by place order by position)`;

/**
 * The part of every customer of the audience in a delivery: `customer_id`, `sub_audience_id` (`''` where it is dropped),
 * `treatment_id`, `is_control`, `is_sent`, `drop_reason`. Within a sub-audience customers are ranked by hash; the first have the first
 * treatment, control, and so on. Those who had a treatment in the delivery before keep it as long as it has room.
 */
export const assignedRows = (question: AudienceQuestion): SQL => sql`
  with treatments as materialized (${treatmentRows(treatmentsOf(question.definition))}),
  placed as materialized (${candidates(question)}),
  quotas as materialized (${quotas}),
  marked as materialized (
    select r.customer_id, r.hash, r.reason, r.place, r.before, coalesce(r.n <= q.quota, false) as keeps
    from (
      select p.customer_id, p.hash, p.reason, p.place, b.position as before,
        row_number() over (partition by p.place, b.position order by p.hash, p.customer_id) as n
      from placed p left join (${treatmentsBefore(question)}) b on b.customer_id = p.customer_id and b.place = p.place
    ) r
    left join quotas q on q.place = r.place and q.position = r.before
  ),
  openings as materialized (${openings})
  select m.customer_id, coalesce(t.sub_audience_id, '') as sub_audience_id, t.treatment_id,
    coalesce(t.is_control, false) as is_control, coalesce(t.is_sent, false) as is_sent, m.reason as drop_reason
  from (
    select customer_id, reason, place, before, keeps,
      row_number() over (partition by place, keeps order by hash, customer_id) as n
    from marked
  ) m
  left join openings o on o.place = m.place and not m.keeps and m.n > o.above and m.n <= o.upto
  left join treatments t on t.place = m.place and t.position = case when m.keeps then m.before else o.position end`;
