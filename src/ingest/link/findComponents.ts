import type { Sql } from '../../db/client.js';
import { makeTable } from '../derive/makeTable.js';

/**
 * SQL: each record that waits with the first such one that has the same value: as many pairs as there are entries, however many records
 * have a value. Records whose source gave the customer link nothing with each other, and so nothing by way of each other.
 */
const stars = `
  with waiting as materialized (
    select entry.value, entry.record
    from link_entries as entry join link_records as record on record.record = entry.record and record.waits
    where entry.value not in (select value from link_bad))
  select first.record as one, entry.record as other
  from (select value, min(record) as record from waiting group by value) as first
  join waiting as entry on entry.value = first.value and entry.record <> first.record`;

/**
 * SQL: a record's place in the order of a round, the record itself in its lower 31 bits. The first round takes the records as they
 * are numbered: the first record of a value is the first of its star.
 */
const placed = (record: string, round: number): string =>
  round === 0 ? record : `(((hashint4extended(${record}, ${round}) & 2147483647) << 31) | ${record})`;

/**
 * Makes the temporary table `link_components` (record, component) of the records that wait and that anything links, by contraction: in each round every
 * record goes to the first of itself and its neighbours, in an order that changes from round to round, and only the edges between
 * different ones are left. A round leaves three quarters of the records or fewer, as is to be expected, whatever the shape of
 * the graph: a chain of a million ends after some twenty. Gives the number of rounds.
 */
export async function findComponents(client: Sql): Promise<number> {
  await makeTable(client, 'link_stars', stars);
  let edges = await makeTable(
    client,
    'link_edges_0',
    'select one, other from link_stars union select other, one from link_stars',
  );
  let round = 0;
  for (; edges > 0; round += 1) {
    await makeTable(
      client,
      `link_hosts_${round}`,
      `select one as record, (least(min(${placed('other', round)}), ${placed('one', round)}) & 2147483647)::int as host
      from link_edges_${round} group by one`,
    );
    edges = await makeTable(
      client,
      `link_edges_${round + 1}`,
      `select distinct a.host as one, b.host as other from link_edges_${round} as edge
      join link_hosts_${round} as a on a.record = edge.one
      join link_hosts_${round} as b on b.record = edge.other
      where a.host <> b.host`,
    );
    await client.unsafe(`drop table link_edges_${round}`);
  }
  await composeHosts(client, round);
  return round;
}

/** Follows each record through the rounds, from the last one back, so that no round is read but by those that were in it. */
async function composeHosts(client: Sql, rounds: number): Promise<void> {
  await makeTable(client, 'link_components', 'select 0 as record, 0 as component where false');
  for (let round = rounds - 1; round >= 0; round -= 1) {
    await makeTable(
      client,
      'link_composed',
      `select hosted.record, coalesce(next.component, hosted.host) as component
      from link_hosts_${round} as hosted left join link_components as next on next.record = hosted.host`,
    );
    await client`drop table link_components`;
    await client`alter table link_composed rename to link_components`;
    await client.unsafe(`drop table link_hosts_${round}`);
  }
}
