import { setTimeout as delay } from 'node:timers/promises';
import { openClient, type Sql } from '../../src/db/client.js';
import { migrate } from '../../src/db/migrate.js';
import type { DatabaseTarget } from '../../src/db/target.js';
import { citusTarget, inUse, leaveAlone, onEveryNode } from './citus.js';

export interface TestDatabase {
  readonly target: DatabaseTarget;
  /** At most four connections. */
  readonly client: Sql;
  /** Ends `client` and drops the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

/** A database of its own with the product's schema, migrated and empty of data. */
export const cloneDatabase = (): Promise<TestDatabase> => createDatabase('facet_template');

/** The same where no cluster has distributed it, whatever the tests run on. */
export async function plainDatabase(): Promise<TestDatabase> {
  if (citusTarget() === undefined) return cloneDatabase();
  const database = await emptyDatabase();
  await migrate(database.target);
  return database;
}

/** A database of its own without any schema. */
export const emptyDatabase = (locale?: DatabaseLocale): Promise<TestDatabase> => createDatabase('template0', locale);

const locales = {
  C: "locale_provider libc locale 'C'",
  turkish: "locale_provider icu icu_locale 'tr-TR' locale 'C'",
} as const;

/** A locale that is not the cluster's: one that knows no letters but those of ASCII, and one with rules of its own for i. */
export type DatabaseLocale = keyof typeof locales;

let made = 0;

function testCluster(): DatabaseTarget {
  const cluster = JSON.parse(process.env['FACET_TEST_CLUSTER'] ?? 'null') as DatabaseTarget | null;
  if (cluster === null) throw new Error('FACET_TEST_CLUSTER is not set: is globalSetup configured?');
  return cluster;
}

/** Another database where a target is. */
export function databaseAt(cluster: DatabaseTarget, database: string): DatabaseTarget {
  if (cluster.kind === 'socket') return { ...cluster, database };
  const url = new URL(cluster.url);
  url.pathname = `/${database}`;
  return { kind: 'url', url: url.href };
}

/** A database of its own, copied from another one that nobody is connected to for long. */
export async function createDatabase(template: string, locale?: DatabaseLocale): Promise<TestDatabase> {
  const cluster = testCluster();
  made += 1;
  const database = `test_${process.pid}_${made}`;
  await asAdmin((admin) => createFrom(admin, database, template, locale));
  const target = databaseAt(cluster, database);
  const client = openClient(target, { max: 4 });
  const drop = async (): Promise<void> => {
    await client.end({ timeout: 5 });
    await asAdmin((admin) => dropDatabase(admin, database));
  };
  return { target, client, drop };
}

/** Drops a database on every node, whoever is connected to it. */
export const dropDatabase = (admin: Sql, database: string): Promise<void> =>
  onEveryNode(admin, `drop database if exists "${database}" with (force)`);

/** Does something to a database that nobody may be connected to, again for 20 s where somebody is, if only for a moment. */
async function onceAlone(admin: Sql, database: string, work: () => Promise<void>): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      await leaveAlone(admin, database);
      await work();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== inUse || Date.now() > end) throw error;
      await delay(50);
    }
  }
}

/**
 * Makes a database as a copy of another one. On a Citus cluster every node copies its own of that name: the catalogues of Citus and the
 * shards lie in them, and name nodes and tables, but no database.
 */
export async function createFrom(
  admin: Sql,
  database: string,
  template: string,
  locale?: DatabaseLocale,
): Promise<void> {
  const how = locale === undefined ? '' : locales[locale];
  await onceAlone(admin, template, async () => {
    try {
      // Files are copied twice as fast as pages are logged, and dropped three times as fast.
      await onEveryNode(admin, `create database "${database}" template "${template}" strategy file_copy ${how}`);
    } catch (error) {
      // Some nodes may have made theirs.
      if ((error as { code?: string }).code === inUse) await dropDatabase(admin, database);
      throw error;
    }
  });
}

/** Gives a database another name, on every node. */
export const renameDatabase = (admin: Sql, from: string, to: string): Promise<void> =>
  onceAlone(admin, from, () => onEveryNode(admin, `alter database "${from}" rename to "${to}"`));

/** Does something on a connection to the cluster, in no database of a test. */
export async function asAdmin(work: (admin: Sql) => Promise<unknown>): Promise<void> {
  const admin = openClient(testCluster(), { max: 1 });
  try {
    await work(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
