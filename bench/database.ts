import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.js';
import { openClient } from '../src/db/client.js';
import { openEmbedded } from '../src/db/embedded/index.js';
import type { Job } from '../src/db/job.js';
import { migrate } from '../src/db/migrate.js';
import { silentProgress } from '../src/lib/process/progress.js';
import type { TestDatabase } from '../test/support/database.js';

export interface BenchDatabase extends TestDatabase {
  readonly job: Job;
}

/** A migrated PostgreSQL of its own, as durable as one in use; `drop` stops it and deletes it. */
export async function openBenchDatabase(connections = 4): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'facet-bench-'));
  const embedded = await openEmbedded({ dataDir, log: () => {} });
  // The server's own database always has a connection, which would keep it from being copied.
  const target = { ...embedded.target, database: 'bench' };
  const admin = openClient(embedded.target, { max: 1 });
  await admin`create database bench`;
  await admin.end();
  await migrate(target);
  const client = openClient(target, { max: connections });
  return {
    target,
    client,
    job: { client, config: readConfig({}), progress: silentProgress, now: new Date() },
    async drop() {
      await client.end({ timeout: 5 });
      await embedded.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * Runs `work` on a copy of a database whose `sql` has ended, made file by file and deleted afterwards: each run so begins
 * with the same tables, whatever another one has written.
 */
export async function onCopy(
  { target, job }: BenchDatabase,
  work: (copy: Pick<BenchDatabase, 'client' | 'job'>) => Promise<void>,
): Promise<void> {
  if (target.kind === 'url') throw new Error('Only the embedded database is copied.');
  const name = `${target.database}_copy`;
  const admin = openClient({ ...target, database: 'postgres' }, { max: 1 });
  try {
    await admin`create database ${admin(name)} template ${admin(target.database)} strategy file_copy`;
    const client = openClient({ ...target, database: name }, { max: 4 });
    try {
      await work({ client, job: { ...job, client } });
    } finally {
      await client.end({ timeout: 5 });
      await admin`drop database ${admin(name)} with (force)`;
    }
  } finally {
    await admin.end({ timeout: 5 });
  }
}
