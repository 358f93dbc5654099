import type { Sql } from './client.js';

const known = new WeakMap<Sql, Promise<boolean>>();

async function look(client: Sql): Promise<boolean> {
  const [citus] = await client<{ there: boolean }[]>`select to_regclass('pg_dist_partition') is not null as there`;
  if (citus?.there !== true) return false;
  const [ours] = await client<{ some: boolean }[]>`
    select exists (select 1 from pg_dist_partition where logicalrelid = to_regclass('facet.customers') and partmethod = 'h') as some`;
  return ours?.some ?? false;
}

/**
 * Whether the tables of customers are distributed over the nodes of a Citus cluster. Asked of the database once for each client: who
 * distributes a database starts anew what runs on it.
 */
export function isDistributed(client: Sql): Promise<boolean> {
  const asked = known.get(client);
  if (asked !== undefined) return asked;
  const asking = look(client).catch((error: unknown) => {
    known.delete(client);
    throw error;
  });
  known.set(client, asking);
  return asking;
}
