import type { Sql } from '../../db/client.js';
import { runLimits, type RunConfig } from '../../config/runs/runLimits.js';
import { isDistributed } from '../../db/isDistributed.js';
import { setLocally } from '../../db/cluster/setLocally.js';

/**
 * Sets up a transaction that works on whole tables: memory for hashes and sorts, no nested loops, which the planner chooses for
 * groups that it believes to be few, and no parallel workers: most statements have parts that these cannot do, and the rest is over
 * almost as soon as they have started. Workers of a distributed database believe in few rows of what other nodes send them, and would
 * sort whole shards to merge them with it.
 */
export async function planForSets(client: Sql, config: RunConfig): Promise<void> {
  await setLocally(client, {
    work_mem: `${runLimits(config).workMemory}MB`,
    enable_nestloop: 'off',
    jit: 'off',
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    ...((await isDistributed(client)) && { enable_mergejoin: 'off' }),
  });
}
