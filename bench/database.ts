import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.js';
import { openClient } from '../src/db/client.js';
import { openEmbedded } from '../src/db/embedded/index.js';
import type { Job } from '../src/db/job.js';
import { migrate } from '../src/db/migrate.js';
import { silentProgress } from '../src/lib/progress.js';
import type { TestDatabase } from '../test/support/database.js';

export interface BenchDatabase extends TestDatabase {
  readonly job: Job;
}

/** A migrated PostgreSQL of its own, as durable as one in use; `drop` stops it and deletes it. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'facet-bench-'));
  const embedded = await openEmbedded({ dataDir, log: () => {} });
  await migrate(embedded.target);
  const sql = openClient(embedded.target, { max: 4 });
  return {
    target: embedded.target,
    sql,
    job: { sql, config: readConfig({}), progress: silentProgress, now: new Date() },
    async drop() {
      await sql.end({ timeout: 5 });
      await embedded.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
