import type { Sql } from './client.js';

/** By the settings of clients, which their transactions share with them. */
const known = new WeakMap<object, Promise<boolean>>();

async function look(client: Sql): Promise<boolean> {
  const [citus] = await client<{ there: boolean }[]>`select to_regclass('pg_dist_partition') is not null as there`;
  if (citus?.there !== true) return false;
  const [ours] = await client<{ some: boolean }[]>`
    select exists (select 1 from pg_dist_partition where logicalrelid = to_regclass('facet.customers') and partmethod = 'h') as some`;
  return ours?.some ?? false;
}

/**
 * Whether the tables of customers are distributed over the nodes of a Citus cluster. Asked of the database once for each client and
 * its transactions: who distributes a database starts anew what runs on it.
 */
export function isDistributed(client: Sql): Promise<boolean> {
  const { options } = client;
  const asked = known.get(options);
  if (asked !== undefined) return asked;
  const asking = look(client).catch((error: unknown) => {
    known.delete(options);
    throw error;
  });
  known.set(options, asking);
  return asking;
}
