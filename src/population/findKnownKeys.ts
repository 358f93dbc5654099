import { sql } from 'drizzle-orm';
import { anyOf, identifier } from '../db/sql.js';
import type { Scope } from '../scope.js';
import { visibleRows } from '../visibleRows.js';

/** Where the keys of entities are that several subgraphs name. */
const places = {
  Customer: { table: 'customers', column: 'customer_id' },
  Campaign: { table: 'campaigns', column: 'plan_id' },
} as const;

/** An entity type whose keys can be looked for without its subgraph. */
export type KnownType = keyof typeof places;

/** Whether the viewer may see an entity of each key. */
export async function findKnownKeys(scope: Scope, type: KnownType, keys: readonly string[]): Promise<boolean[]> {
  const { table, column } = places[type];
  const rows = await scope.db.query<{ key: string }>(sql`
    select t.${identifier(column)} as key from ${visibleRows(scope, table, 't')}
    where ${anyOf(sql`t.${identifier(column)}`, keys)}`);
  const known = new Set(rows.map(({ key }) => key));
  return keys.map((key) => known.has(key));
}
