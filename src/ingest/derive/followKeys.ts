import { getTableConfig } from 'drizzle-orm/pg-core';
import type { Sql } from '../../db/client.js';
import { activity, unifiedItemizedTransactions } from '../../db/tables/index.js';
import { textLimits } from '../../words/limits.js';
import { cleanText } from './cleanRecords.js';
import { keyOwners } from './keyOwners.js';
import { makeTable } from './makeTable.js';

/** The tables whose rows may follow a person by a foreign key. */
const tables = { unified_itemized_transactions: unifiedItemizedTransactions, activity } as const;

type FollowingTable = keyof typeof tables;

/** What a moved row has instead of what it had. */
const written: Readonly<Record<string, string>> = {
  customer_id: 'moved.owner_id',
  load_id: '$1::bigint',
  // Enrichment finds the events by it.
  loaded_at: 'now()',
};

/** SQL: whether an index can hold the key of a row with its owner; one whose key would be longer is nobody's. */
function fitsKey(name: FollowingTable): string {
  const { columns, primaryKeys } = getTableConfig(tables[name]);
  const key = new Set(primaryKeys[0]?.columns.map((column) => column.name));
  const texts = columns
    .filter((column) => key.has(column.name) && column.getSQLType().startsWith('text'))
    .map((column) => (column.name === 'customer_id' ? 'owner.customer_id' : `old.${column.name}`));
  return `${texts.map((text) => `octet_length(${text})`).join(' + ')} <= ${textLimits.wholeKeyBytes}`;
}

/** SQL: the keys of the rows that move, each with its new customer as `owner_id`. */
const movedRows = (name: FollowingTable, key: readonly string[]): string => `
  with owner as materialized (select * from follow_owners)
  select ${key.map((column) => `old.${column}`).join(', ')}, coalesce(owner.customer_id, '') as owner_id
  from facet.${name} as old
  left join owner on owner.namespace = old.source_namespace and owner.value = ${cleanText('old.source_customer_id')}
    and ${fitsKey(name)}
  where old.source_namespace is not null and old.customer_id <> coalesce(owner.customer_id, '')`;

const moved = `with moved as materialized (select * from follow_moved)`;

const isMoved = (key: readonly string[]): string =>
  key.map((column) => `old.${column} = moved.${column}`).join(' and ');

const insertMoved = (name: FollowingTable, columns: readonly string[], key: readonly string[]): string => `${moved}
    insert into facet.${name} (${columns.join(', ')})
    select ${columns.map((column) => written[column] ?? `old.${column}`).join(', ')}
    from moved join facet.${name} as old on ${isMoved(key)}
    on conflict do nothing`;

const deleteMoved = (name: FollowingTable, key: readonly string[]): string => `${moved}
  delete from facet.${name} as old using moved where ${isMoved(key)}`;

/** Whether rows of a table follow foreign keys. */
async function follows(client: Sql, name: string): Promise<boolean> {
  const [found] = await client.unsafe<{ found: boolean }[]>(
    `select exists (select 1 from facet.${name} where source_namespace is not null) as found`,
  );
  return found?.found === true;
}

/**
 * Gives order lines or events that name a foreign key the customer who has it: a row whose key nobody has, or several have, is nobody's, and so
 * is one that an index could not hold with its customer.
 * Rows whose source named the customer stay. Gives how many rows moved.
 */
export async function followKeys(client: Sql, name: FollowingTable, loadId: string): Promise<number> {
  if (!(await follows(client, name))) return 0;
  const { columns, primaryKeys } = getTableConfig(tables[name]);
  const names = (some: readonly { readonly name: string }[]): string[] => some.map((column) => column.name);
  const key = names(primaryKeys[0]?.columns ?? []);
  // Tables with statistics: guessing how many owners there are, the planner compares each row with each of them.
  await makeTable(client, 'follow_owners', keyOwners);
  if ((await makeTable(client, 'follow_moved', movedRows(name, key))) === 0) return 0;
  await client.unsafe(insertMoved(name, names(columns), key), [loadId]);
  const { count } = await client.unsafe(deleteMoved(name, key));
  return count;
}
