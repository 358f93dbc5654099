import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { makeTable } from '../derive/makeTable.js';

const members = `
  select record.record, record.customer_id as former, record.create_dt, coalesce(linked.component, record.record) as component
  from link_records as record left join link_components as linked on linked.record = record.record
  where record.waits`;

/** SQL: the components of too many records. */
const large = (mostRecords: number): string => `
  select component, count(*)::int as records from link_members group by component having count(*) > ${mostRecords}`;

/**
 * SQL: the customers that sources gave and that a component shares a value with. All records of a value that wait are in one component,
 * so that each entry is read once.
 */
const sharing = `
  select distinct placed.component, record.customer_id
  from (
    select entry.value, min(member.component) as component
    from link_entries as entry join link_members as member on member.record = entry.record
    where entry.value not in (select value from link_bad) group by entry.value
  ) as placed
  join link_entries as entry on entry.value = placed.value
  join link_records as record on record.record = entry.record and not record.waits`;

/** SQL: the customer that sources gave, by component; of several the component is nobody's. */
const given = `
  select component, min(customer_id) as customer_id, count(*) > 1 as is_several from link_sharing group by component`;

/** SQL: the records of large components by the customer that they have, and those without one each by itself. */
const kept = `coalesce(nullif(member.former, ''), ' ' || member.record)`;

const grouped = `
  select member.record, member.component, member.former, member.create_dt, large.component is not null as is_large,
    min(member.record) over (
      partition by member.component, case when large.component is not null then ${kept} else '' end
    ) as first
  from link_members as member left join link_large as large on large.component = member.component`;

/** SQL: what each group is to be: the one customer that sources gave for its records, or unknown yet. */
const groups = `
  select member.first,
    case when min(member.is_large::int) = 1 then min(held.customer_id)
      when not coalesce(bool_or(given.is_several), false) then min(given.customer_id) end as given,
    coalesce(bool_or(given.is_several and not member.is_large), false) as is_between
  from link_grouped as member
  left join link_given as given on given.component = member.component
  left join link_sharing as held
    on member.is_large and held.component = member.component and held.customer_id = member.former
  group by member.first`;

/**
 * Puts the records that wait into groups, one for each customer to be: temporary tables `link_grouped` (record, first …) and `link_groups`
 * (first …), a group being known by its first record. A component is a group. One of more than `mostRecords` that wait is taken
 * apart as it stands: those that have the same customer stay together, and those without one are a group each. The id is `given` where
 * the component shares values with one customer that sources gave; where it does with several it is `is_between` them.
 */
export async function groupRecords(client: Sql, { mostRecords }: Job['config']['linking']): Promise<void> {
  await makeTable(client, 'link_members', members);
  await makeTable(client, 'link_large', large(mostRecords));
  await makeTable(client, 'link_sharing', sharing);
  await makeTable(client, 'link_given', given);
  await makeTable(client, 'link_grouped', grouped);
  await makeTable(client, 'link_groups', groups);
}
