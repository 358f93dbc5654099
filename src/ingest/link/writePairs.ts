import type { Sql } from '../../db/client.js';
import { textLimits } from '../../words/limits.js';
import { makeTable } from '../derive/makeTable.js';

/** What the `match_type` of a pair that linking found begins with; the kinds of the values follow. */
export const linkedType = 'linked: ';

/** SQL: the records of each value that links, whose they are, and whether linking found that. */
const owned = `
  select entry.value, entry.record, coalesce(chosen.customer_id, record.customer_id) as customer_id, record.waits
  from link_entries as entry
  join link_records as record on record.record = entry.record
  left join link_chosen as chosen on chosen.record = entry.record
  where entry.value not in (select value from link_bad)`;

/** SQL: of each value and customer the first record with each other one, the kinds of all values that both have in a list. */
const pairs = `
  select pair.customer_id, one.datasource as source1, one.pk as pk1, other.datasource as source2, other.pk as pk2, pair.kinds
  from (
    select min(own.customer_id) as customer_id, first.first, own.record,
      '${linkedType}' || string_agg(shared.kind, ', ' order by shared.kind) as kinds
    from link_owned as own
    join (select value, customer_id, min(record) as first from link_owned group by value, customer_id having count(*) > 1) as first
      on first.value = own.value and first.customer_id = own.customer_id
    join link_owned as head on head.value = own.value and head.record = first.first
    join link_values as shared on shared.value = own.value
    where own.record <> first.first and (own.waits or head.waits)
    group by first.first, own.record
  ) as pair
  join link_records as one on one.record = pair.first
  join link_records as other on other.record = pair.record
  where octet_length(pair.customer_id) + octet_length(one.datasource) + octet_length(one.pk)
    + octet_length(other.datasource) + octet_length(other.pk) <= ${textLimits.wholeKeyBytes}`;

const key = ['customer_id', 'source1', 'pk1', 'source2', 'pk2'];

const isSame = key.map((column) => `score.${column} = pair.${column}`).join(' and ');

const deleteGone = `
  with pair as materialized (select * from link_pairs),
  gone as (
    select ${key.map((column) => `score.${column}`).join(', ')} from facet.unified_scores as score
    left join pair on ${isSame}
    where starts_with(score.match_type, '${linkedType}') and pair.customer_id is null)
  delete from facet.unified_scores as score using gone as pair where ${isSame}`;

// A pair that an import brought stays as it is.
const upsertPairs = `
  insert into facet.unified_scores as score (${key.join(', ')}, score, match_category, match_type, load_id)
  select ${key.join(', ')}, 5, 'Exact', kinds, $1::bigint from link_pairs
  on conflict (${key.join(', ')}) do update
    set match_type = excluded.match_type, load_id = excluded.load_id
    where starts_with(score.match_type, '${linkedType}') and score.match_type <> excluded.match_type`;

/**
 * Writes into `unified_scores` which pairs of records make their customer one, and deletes those that do no more: of each value
 * the first record with each other, so that there are as many pairs as values at the most. Gives how many were written or deleted.
 */
export async function writePairs(client: Sql, loadId: string): Promise<number> {
  await makeTable(client, 'link_owned', owned);
  await makeTable(client, 'link_pairs', pairs, ['customer_id', 'pk1', 'pk2']);
  const { count: deleted } = await client.unsafe(deleteGone);
  const { count: written } = await client.unsafe(upsertPairs, [loadId]);
  return deleted + written;
}
