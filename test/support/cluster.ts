import { resolve } from 'node:path';
import { openClient } from '../../src/db/client.js';
import { openEmbedded, type EmbeddedDatabase } from '../../src/db/embedded/index.js';
import { migrate } from '../../src/db/migrate.js';
import type { DatabaseTarget } from '../../src/db/target.js';
import { cleanUpAfterDeadRuns, makeTestFolder, removeTestFolder } from './testFolder.js';

const TEMPLATE = 'facet_template';

export interface TestCluster {
  readonly target: DatabaseTarget;
  /** Stops the server and deletes its folder. */
  stop(): Promise<void>;
}

/** The option that starts another major version: a folder with its binaries, as in the packages of the embedded one. */
export function otherPostgres(): { readonly nativeDir?: string } {
  const nativeDir = process.env['FACET_TEST_POSTGRES'];
  return nativeDir ? { nativeDir: resolve(nativeDir) } : {};
}

/** A throwaway PostgreSQL for one run of the tests, with the migrated database `facet_template` in it. */
export async function startCluster(): Promise<TestCluster> {
  await cleanUpAfterDeadRuns();
  const folder = await makeTestFolder();
  const database = await openEmbedded({ dataDir: folder, throwaway: true, ...otherPostgres() });
  const stop = async (): Promise<void> => {
    await database.close();
    await removeTestFolder(folder);
  };
  try {
    await makeTemplate(database.target);
  } catch (error) {
    await stop();
    throw error;
  }
  return { target: database.target, stop };
}

async function makeTemplate(cluster: EmbeddedDatabase['target']): Promise<void> {
  const client = openClient(cluster, { max: 1 });
  try {
    await client`create database ${client(TEMPLATE)}`;
  } finally {
    await client.end();
  }
  await migrate({ ...cluster, database: TEMPLATE });
}
