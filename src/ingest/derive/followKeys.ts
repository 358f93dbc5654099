import { getTableConfig } from 'drizzle-orm/pg-core';
import type { Sql } from '../../db/client.js';
import { activity, unifiedItemizedTransactions } from '../../db/tables/index.js';
import { cleanText } from './cleanRecords.js';
import { keyOwners } from './keyOwners.js';

/** The tables whose rows may follow a person by a foreign key. */
const tables = { unified_itemized_transactions: unifiedItemizedTransactions, activity } as const;

/** What a moved row has instead of what it had. */
const written: Readonly<Record<string, string>> = {
  customer_id: "coalesce(owner.customer_id, '')",
  load_id: '$1::bigint',
  // Enrichment finds the events by it.
  loaded_at: 'now()',
};

const movedRows = (name: string): string => `
  from facet.${name} as old
  left join owner on owner.namespace = old.source_namespace and owner.value = ${cleanText('old.source_customer_id')}
  where old.source_namespace is not null and old.customer_id <> coalesce(owner.customer_id, '')`;

const owners = `with owner as materialized (${keyOwners})`;

const insertMoved = (name: string, columns: readonly string[]): string => `${owners}
    insert into facet.${name} (${columns.join(', ')})
    select ${columns.map((column) => written[column] ?? `old.${column}`).join(', ')} ${movedRows(name)}
    on conflict do nothing`;

const deleteMoved = (name: string, key: readonly string[]): string => `${owners},
  gone as (select ${key.map((column) => `old.${column}`).join(', ')} ${movedRows(name)})
  delete from facet.${name} as moved using gone where ${key.map((column) => `moved.${column} = gone.${column}`).join(' and ')}`;

/** Whether rows of a table follow foreign keys. */
async function follows(client: Sql, name: string): Promise<boolean> {
  const [found] = await client.unsafe<{ found: boolean }[]>(
    `select exists (select 1 from facet.${name} where source_namespace is not null) as found`,
  );
  return found?.found === true;
}

/**
 * Gives order lines or events that name a foreign key the customer who has it: a row whose key nobody has, or several have, is nobody's.
 * Rows whose source named the customer stay. Gives how many rows moved.
 */
export async function followKeys(client: Sql, name: keyof typeof tables, loadId: string): Promise<number> {
  if (!(await follows(client, name))) return 0;
  const { columns, primaryKeys } = getTableConfig(tables[name]);
  const names = (some: readonly { readonly name: string }[]): string[] => some.map((column) => column.name);
  await client.unsafe(insertMoved(name, names(columns)), [loadId]);
  const { count } = await client.unsafe(deleteMoved(name, names(primaryKeys[0]?.columns ?? [])));
  return count;
}
