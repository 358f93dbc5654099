import type { Sql } from '../../db/client.js';
import { runLimits, type RunConfig } from '../../config/runs/runLimits.js';

/**
 * Sets up a transaction that works on whole tables: memory for hashes and sorts, no nested loops, which the planner chooses for
 * groups that it believes to be few, and no parallel workers: most statements have parts that these cannot do, and the rest is over
 * almost as soon as they have started.
 */
export async function planForSets(client: Sql, config: RunConfig): Promise<void> {
  const memory = `${runLimits(config).workMemory}MB`;
  await client`
    select set_config(name, value, true)
    from (values ('work_mem', ${memory}), ('enable_nestloop', 'off'), ('jit', 'off'),
      ('max_parallel_workers_per_gather', '0'), ('max_parallel_maintenance_workers', '0')) as settings (name, value)`;
}
