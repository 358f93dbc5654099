import type { Sql } from '../../db/client.js';

/**
 * Sets up a transaction that works on whole tables: memory for hashes and sorts, and no nested loops, which the planner chooses for
 * groups that it believes to be few.
 */
export async function planForSets(client: Sql): Promise<void> {
  await client`
    select set_config(name, value, true)
    from (values ('work_mem', '256MB'), ('enable_nestloop', 'off'), ('jit', 'off')) as settings (name, value)`;
}
