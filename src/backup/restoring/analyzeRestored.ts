import type { Sql } from '../../db/client.js';

/** Columns of wide tables by which they are read: of all columns it would take twenty times as long. */
const keys: Readonly<Record<string, string>> = { customer_profiles: '(customer_id, profile_date)' };

/** Tells the planner what is in the tables now. */
export async function analyzeRestored(client: Sql): Promise<void> {
  const tables = await client<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'facet'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`;
  for (const { name } of tables) await client.unsafe(`analyze facet."${name}" ${keys[name] ?? ''}`);
}
