import { getTableColumns } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { unifiedCustomers } from '../../db/tables/index.js';
import { textLimits } from '../../words/limits.js';
import { makeTable } from '../derive/makeTable.js';

/** Bytes of a record's key with its customer: what an import takes without a customer, and an id that is made. */
const keyBytes = textLimits.wholeKeyBytes + 36;

// What the index could not hold stays where it is.
const moves = `
  select record.customer_id as former, record.datasource, record.pk, chosen.customer_id, chosen.made_ids
  from link_records as record join link_chosen as chosen on chosen.record = record.record
  where chosen.customer_id <> record.customer_id
    and octet_length(chosen.customer_id) + octet_length(record.datasource) + octet_length(record.pk) <= ${keyBytes}`;

/** The columns that a move leaves as they are. */
const kept = Object.values(getTableColumns(unifiedCustomers))
  .map(({ name }) => name)
  .filter((name) => !['customer_id', 'is_linked', 'made_ids', 'load_id'].includes(name));

// The key of a table's shards cannot be updated, so rows go and come. Only the temporary table knows who goes where.
const insertMoved = `
  with moved as materialized (select * from link_moves)
  insert into facet.unified_customers (customer_id, is_linked, made_ids, load_id, ${kept.join(', ')})
  select moved.customer_id, true, moved.made_ids, $1::bigint, ${kept.map((name) => `record.${name}`).join(', ')}
  from facet.unified_customers as record
  join moved on moved.former = record.customer_id and moved.datasource = record.datasource and moved.pk = record.pk
  on conflict do nothing`;

const deleteMoved = `
  with moved as materialized (select * from link_moves)
  delete from facet.unified_customers as record using moved
  where moved.former = record.customer_id and moved.datasource = record.datasource and moved.pk = record.pk`;

/** How many records got another customer. */
export interface Moved {
  /** Those that had none. */
  readonly linked: number;
  /** Those that had another. */
  readonly moved: number;
}

/** Gives the source records the customers that were chosen for them; equal ones are not touched. Needs `link_chosen`. */
export async function moveRecords(client: Sql, loadId: string): Promise<Moved> {
  if ((await makeTable(client, 'link_moves', moves, ['former', 'pk'])) === 0) return { linked: 0, moved: 0 };
  await client.unsafe(insertMoved, [loadId]);
  await client.unsafe(deleteMoved);
  const [counted] = await client<Moved[]>`
    select (count(*) filter (where former = ''))::int as linked, (count(*) filter (where former <> ''))::int as moved
    from link_moves`;
  return counted ?? { linked: 0, moved: 0 };
}
