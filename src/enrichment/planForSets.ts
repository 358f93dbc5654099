import type { Sql } from '../db/client.js';

/**
 * Settings of a transaction that works on whole tables: memory for their hashes and sorts, and no nested loops, which the
 * planner takes for groups that it believes to be few.
 */
export async function planForSets(sql: Sql): Promise<void> {
  await sql`
    select set_config(name, value, true)
    from (values ('work_mem', '256MB'), ('enable_nestloop', 'off'), ('jit', 'off')) as settings (name, value)`;
}
