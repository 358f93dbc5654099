import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';

/** The first keys of a group, as JSON; rows are numbered by `n`. */
const sampled = (size: number, condition: SQL = sql`true`): SQL =>
  sql`coalesce(jsonb_agg(customer_id order by customer_id) filter (where n <= ${size}::integer and ${condition}), '[]')`;

const parts = (size: number): SQL => sql`
  select coalesce(jsonb_agg(part order by part ->> 'subAudienceId', part ->> 'treatmentId', part ->> 'dropReason'), '[]')
  from (
    select jsonb_build_object('subAudienceId', sub_audience_id, 'treatmentId', treatment_id, 'isControl', is_control,
      'isSent', is_sent, 'dropReason', drop_reason, 'customers', count(*), 'sample', ${sampled(size)}) as part
    from (
      select *, row_number() over (partition by sub_audience_id, treatment_id, drop_reason order by customer_id) as n
      from assigned
    ) numbered
    group by sub_audience_id, treatment_id, is_control, is_sent, drop_reason
  ) counted`;

const changes = (size: number): SQL => sql`
  select jsonb_build_object('entered', count(*) filter (where was is null), 'left', count(*) filter (where now is null),
    'stayed', count(*) filter (where was is not null and now is not null),
    'enteredSample', ${sampled(size, sql`was is null`)}, 'leftSample', ${sampled(size, sql`now is null`)})
  from (
    select coalesce(a.customer_id, b.customer_id) as customer_id, a.customer_id as now, b.customer_id as was,
      row_number() over (partition by a.customer_id is null, b.customer_id is null
        order by coalesce(a.customer_id, b.customer_id)) as n
    from (select distinct customer_id from assigned where treatment_id is not null) a
    full join (select distinct customer_id from before where treatment_id is not null) b on b.customer_id = a.customer_id
  ) compared`;

/**
 * Counts the rows of `assignedRows`, or kept ones of the same columns, in one statement of one row: `counts`, a `CountedDelivery`.
 * @param size how many keys are shown of each group
 */
export const countParts = (
  scope: Pick<Scope, 'viewer'>,
  assigned: SQL,
  previousId: string | null,
  size: number,
): SQL => sql`
  with assigned as materialized (${assigned}),
  before as materialized (
    select a.customer_id, a.treatment_id from ${visibleRows(scope, 'campaign_assignments', 'a')}
    where a.delivery_id = ${previousId}::text
  )
  select (${changes(size)}) || jsonb_build_object('parts', (${parts(size)})) as counts`;
