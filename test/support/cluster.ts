import { resolve } from 'node:path';
import { openClient, type Sql } from '../../src/db/client.js';
import { openEmbedded } from '../../src/db/embedded/index.js';
import { migrate } from '../../src/db/migrate.js';
import type { DatabaseTarget } from '../../src/db/target.js';
import { runDistribute } from '../../src/distribution/runDistribute.js';
import { citusTarget, leaveAlone, onEveryNode } from './citus.js';
import { createFrom, databaseAt, dropDatabase } from './database.js';
import { testJob } from './job.js';
import { cleanUpAfterDeadRuns, makeTestFolder, removeTestFolder } from './testFolder.js';

const TEMPLATE = 'facet_template';

/** Made of it by `cloneWithSlots`. */
const templates = [TEMPLATE, 'facet_slots_template'];

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

/** A throwaway PostgreSQL for one run of the tests, or the Citus cluster that is named, with the migrated database `facet_template` in it. */
export async function startCluster(): Promise<TestCluster> {
  await cleanUpAfterDeadRuns();
  const coordinator = citusTarget();
  return coordinator === undefined ? startOwn() : prepareCitus(coordinator);
}

async function startOwn(): Promise<TestCluster> {
  const folder = await makeTestFolder();
  const database = await openEmbedded({ dataDir: folder, throwaway: true, ...otherPostgres() });
  const stop = async (): Promise<void> => {
    await database.close();
    await removeTestFolder(folder);
  };
  try {
    await within(database.target, async (admin) => void (await admin`create database ${admin(TEMPLATE)}`));
    await migrate(databaseAt(database.target, TEMPLATE));
  } catch (error) {
    await stop();
    throw error;
  }
  return { target: database.target, stop };
}

/** Does something on as many connections as it needs: a database that is copied has no others. */
async function within(target: DatabaseTarget, work: (admin: Sql) => Promise<void>, max = 1): Promise<void> {
  const admin = openClient(target, { max, maxLifetime: null });
  try {
    await work(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

/** Few: each test file makes a copy of all. */
const shards = 2;

/**
 * Makes the template on every node of a cluster, as a copy of the database that is named, which has the extension and the nodes and
 * nothing of Facet. Nobody may enter it afterwards, not even what Citus keeps for each database.
 */
async function prepareCitus(coordinator: DatabaseTarget): Promise<TestCluster> {
  const template = databaseAt(coordinator, TEMPLATE);
  const dropTemplates = () =>
    within(coordinator, async (admin) => {
      for (const name of templates) await dropDatabase(admin, name);
    });
  await dropTemplates();
  await within(coordinator, async (admin) => {
    const [own] = await admin<{ name: string }[]>`select current_database() as name`;
    await createFrom(admin, TEMPLATE, own?.name ?? '');
  });
  await migrate(template);
  await within(
    template,
    async (client) => {
      await runDistribute(testJob({ client }, new Date().toISOString()), { shards, isEmbedded: false });
    },
    4,
  );
  await within(coordinator, async (admin) => {
    await onEveryNode(admin, `alter database ${TEMPLATE} with allow_connections false`);
    await leaveAlone(admin, TEMPLATE);
  });
  return { target: coordinator, stop: dropTemplates };
}
