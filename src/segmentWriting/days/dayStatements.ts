import { sql, type SQL } from 'drizzle-orm';

/** A segment and the day that its members are written for. */
export interface SegmentDay {
  readonly segmentId: string;
  readonly day: string;
}

/**
 * Writes who is in a segment on a day into the stays of its members, whatever days are written already: who is in stays in until the
 * next written day, who is out is out until then. Stays that come to touch become one. Rows that stay as they are are not written.
 */
export const writeStays = ({ segmentId, day }: SegmentDay, members: SQL, loadId: string): SQL => sql`
  with found as materialized (${members}),
  span as (
    select datemultirange(daterange(${day}::date, (
      select min(day) from facet.segment_days where segment_id = ${segmentId} and day > ${day}::date))) as days),
  stays as (
    select customer_id, range_agg(daterange(entered_on, left_on)) as days
    from facet.segment_members where segment_id = ${segmentId} group by customer_id),
  both_sides as (
    select customer_id, coalesce(stays.days, '{}'::datemultirange) as before, coalesce(found.is_in, false) as is_in
    from (select customer_id, true as is_in from found) as found full join stays using (customer_id)),
  changed as materialized (
    select customer_id, case when is_in then before + span.days else before - span.days end as days
    from both_sides, span
    where before is distinct from case when is_in then before + span.days else before - span.days end),
  gone as (
    delete from facet.segment_members m using changed
    where m.customer_id = changed.customer_id and m.segment_id = ${segmentId}
      and not exists (select 1 from unnest(changed.days) as stay where lower(stay) = m.entered_on))
  insert into facet.segment_members as m (customer_id, segment_id, entered_on, left_on, app, load_id)
  select changed.customer_id, ${segmentId}::text, lower(stay), upper(stay), coalesce(c.app, 'default'), ${loadId}::bigint
  from changed cross join unnest(changed.days) as stay left join facet.customers c on c.customer_id = changed.customer_id
  on conflict (customer_id, segment_id, entered_on) do update set left_on = excluded.left_on, load_id = excluded.load_id
  where m.left_on is distinct from excluded.left_on`;

/** Notes a day as written, by a version of the segment. */
export const writeDay = ({ segmentId, day }: SegmentDay, version: number, loadId: string): SQL => sql`
  insert into facet.segment_days (segment_id, day, version, size, entered, left_customers, load_id)
  values (${segmentId}, ${day}, ${version}, 0, 0, 0, ${loadId})
  on conflict (segment_id, day) do update set version = excluded.version, load_id = excluded.load_id`;

/** Counts a day, and the next written one, whose comers and goers it decides. */
export const countDay = ({ segmentId, day }: SegmentDay): SQL => sql`
  with days as (
    select segment_id, day from facet.segment_days where segment_id = ${segmentId} and day in (${day}::date, (
      select min(day) from facet.segment_days where segment_id = ${segmentId} and day > ${day}::date))
  ), counted as materialized (
    select d.day, count(m.customer_id) filter (where m.left_on is null or m.left_on > d.day) as size,
      count(m.customer_id) filter (where m.entered_on = d.day) as entered,
      count(m.customer_id) filter (where m.left_on = d.day) as left_customers
    from days d left join facet.segment_members m
      on m.segment_id = d.segment_id and m.entered_on <= d.day and (m.left_on is null or m.left_on >= d.day)
    group by d.day
  )
  update facet.segment_days d set size = c.size, entered = c.entered, left_customers = c.left_customers
  from counted c where d.segment_id = ${segmentId} and d.day = c.day`;

/** Deletes what is older than a day: days, and stays that ended by then. */
export const dropDays = (segmentId: string, oldest: string): readonly SQL[] => [
  sql`delete from facet.segment_days where segment_id = ${segmentId} and day < ${oldest}::date`,
  sql`delete from facet.segment_members where segment_id = ${segmentId} and left_on <= ${oldest}::date`,
];
