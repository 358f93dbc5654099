import type { Sql } from './client.js';

/** By the settings of clients, which their transactions share with them. */
const known = new WeakMap<object, Promise<boolean>>();

/** Whether the database has the catalogues of Citus. */
export async function hasCitus(client: Sql): Promise<boolean> {
  const [row] = await client<{ has: boolean }[]>`select to_regclass('pg_dist_partition') is not null as has`;
  return row?.has ?? false;
}

async function look(client: Sql): Promise<boolean> {
  if (!(await hasCitus(client))) return false;
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
