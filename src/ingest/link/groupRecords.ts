import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { makeTable } from './makeTable.js';

const members = `
  select record.record, record.customer_id as former, record.waits, record.create_dt,
    coalesce(linked.component, record.record) as component
  from link_records as record left join link_components as linked on linked.record = record.record`;

/** SQL: the components of too many records. Records whose source gave their customer do not count: they are linked by nobody. */
const large = (mostRecords: number): string => `
  select component, count(*)::int as records from link_members where waits
  group by component having count(*) > ${mostRecords}`;

/** SQL: the customers that sources gave, by component; of several the component is nobody's. */
const given = `
  select component, min(former) as customer_id, min(former) <> max(former) as is_several
  from link_members where not waits group by component`;

/** SQL: the records of large components by the customer that they have, and those without one each by itself. */
const kept = `coalesce(nullif(member.former, ''), ' ' || member.record)`;

const grouped = `
  select member.record, member.component, member.former, member.create_dt, large.component is not null as is_large,
    min(member.record) over (
      partition by member.component, case when large.component is not null then ${kept} else '' end
    ) as first
  from link_members as member left join link_large as large on large.component = member.component
  where member.waits`;

/** SQL: what each group is to be: the one customer that sources gave for its records, or unknown yet. */
const groups = `
  select member.first,
    case when min(member.is_large::int) = 1 then min(held.former)
      when not coalesce(bool_or(given.is_several), false) then min(given.customer_id) end as given,
    coalesce(bool_or(given.is_several), false) as is_between
  from link_grouped as member
  left join link_given as given on given.component = member.component
  left join (select distinct component, former from link_members
    where not waits and component in (select component from link_large)) as held
    on member.is_large and held.component = member.component and held.former = member.former
  group by member.first`;

/**
 * Puts the records that wait into groups, one for each customer to be: temporary tables `link_grouped` (record, first …) and `link_groups`
 * (first …), a group being known by its first record. A component is a group. One of more than `mostRecords` that wait is taken
 * apart as it stands: those that have the same customer stay together, and those without one are a group each. The id is `given` where
 * sources gave all other records of the component one; where they gave several the component is `is_between` them.
 */
export async function groupRecords(client: Sql, { mostRecords }: Job['config']['linking']): Promise<void> {
  await makeTable(client, 'link_members', members);
  await makeTable(client, 'link_large', large(mostRecords));
  await makeTable(client, 'link_given', given);
  await makeTable(client, 'link_grouped', grouped);
  await makeTable(client, 'link_groups', groups);
}
