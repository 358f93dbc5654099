import type { Sql } from '../../db/client.js';
import { makeTable } from '../derive/makeTable.js';

/** SQL: the ids that the records of a group have, the strongest claims first; an id that a source gives belongs to no group. */
const claims = `
  select member.first, member.former
  from link_grouped as member
  join link_groups as one on one.first = member.first and one.given is null
  where member.former <> ''
    and not exists (select 1 from link_given_ids as given where given.customer_id = member.former)
  group by member.first, member.former
  order by count(*) desc, min(member.create_dt) nulls last, min(member.record)`;

/** SQL: an id made of a record's key and of how many were made of it before: no other key and number give the same. */
const madeId = (number: string): string => `
  overlay(overlay(md5(${number} || ':' || octet_length(datasource) || ':' || datasource || pk)
    placing '8' from 13) placing '8' from 17)::uuid::text`;

/** Makes `link_made`, an id for each group without one, and numbers it on as long as somebody has it. */
async function makeIds(client: Sql): Promise<void> {
  await makeTable(
    client,
    'link_made',
    `select one.first, record.datasource, record.pk, record.made_ids as number, ${madeId('record.made_ids')} as customer_id
    from link_groups as one
    join link_records as record on record.record = one.first
    left join link_kept as kept on kept.first = one.first
    where one.given is null and kept.first is null`,
  );
  for (let taken = 1; taken > 0;)
    ({ count: taken } = await client.unsafe(`
      update link_made as made set number = number + 1, customer_id = ${madeId('number + 1')}
      where exists (select 1 from link_records as record where record.customer_id = made.customer_id)`));
}

/**
 * Chooses the customer of every record: temporary table `link_chosen` (record, customer_id, made_ids). A group without a given id
 * keeps the id that most of its records have, of as many the one of the oldest record; an id that several groups have stays with the one that has more of its
 * records. The others get an id made of the key of their first record.
 */
export async function chooseIds(client: Sql): Promise<void> {
  await makeTable(client, 'link_given_ids', 'select distinct customer_id from link_records where not waits');
  await makeTable(client, 'link_kept', 'select 0 as first, customer_id from link_given_ids where false');
  await client`create unique index on link_kept (first)`;
  await client`create unique index on link_kept (customer_id)`;
  // One claim after the other, the strongest first: one whose group or id is taken goes by.
  await client.unsafe(`insert into link_kept ${claims} on conflict do nothing`);
  await client`analyze link_kept`;
  await makeIds(client);
  await makeTable(
    client,
    'link_chosen',
    `select member.record, coalesce(one.given, kept.customer_id, made.customer_id) as customer_id,
      case when made.first = member.record then made.number + 1 else record.made_ids end as made_ids
    from link_grouped as member
    join link_records as record on record.record = member.record
    join link_groups as one on one.first = member.first
    left join link_kept as kept on kept.first = member.first
    left join link_made as made on made.first = member.first`,
  );
}
