import { setTimeout as delay } from 'node:timers/promises';
import { openClient, type Sql } from '../../src/db/client.js';
import type { DatabaseTarget } from '../../src/db/target.js';

type SocketTarget = Extract<DatabaseTarget, { kind: 'socket' }>;

export interface TestDatabase {
  readonly target: DatabaseTarget;
  /** At most four connections. */
  readonly client: Sql;
  /** Ends `client` and drops the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

/** A database of its own with the product's schema, migrated and empty of data. */
export const cloneDatabase = (): Promise<TestDatabase> => createDatabase('facet_template');

/** A database of its own without any schema. */
export const emptyDatabase = (locale?: DatabaseLocale): Promise<TestDatabase> => createDatabase('template0', locale);

const locales = {
  C: "locale_provider libc locale 'C'",
  turkish: "locale_provider icu icu_locale 'tr-TR' locale 'C'",
} as const;

/** A locale that is not the cluster's: one that knows no letters but those of ASCII, and one with rules of its own for i. */
export type DatabaseLocale = keyof typeof locales;

let made = 0;

function testCluster(): SocketTarget {
  const cluster = JSON.parse(process.env['FACET_TEST_CLUSTER'] ?? 'null') as SocketTarget | null;
  if (cluster === null) throw new Error('FACET_TEST_CLUSTER is not set: is globalSetup configured?');
  return cluster;
}

/** A database of its own, copied from another one that nobody is connected to for long. */
export async function createDatabase(template: string, locale?: DatabaseLocale): Promise<TestDatabase> {
  const cluster = testCluster();
  made += 1;
  const database = `test_${process.pid}_${made}`;
  await asAdmin((admin) => createFrom(admin, database, template, locale));
  const target = { ...cluster, database };
  const client = openClient(target, { max: 4 });
  const drop = async (): Promise<void> => {
    await client.end({ timeout: 5 });
    await asAdmin((admin) => admin`drop database if exists ${admin(database)} with (force)`);
  };
  return { target, client, drop };
}

async function createFrom(admin: Sql, database: string, template: string, locale?: DatabaseLocale): Promise<void> {
  const how = admin.unsafe(locale === undefined ? '' : locales[locale]);
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      // Files are copied twice as fast as pages are logged, and dropped three times as fast.
      await admin`create database ${admin(database)} template ${admin(template)} strategy file_copy ${how}`;
      return;
    } catch (error) {
      // Somebody is connected to the template, if only for a moment.
      if ((error as { code?: string }).code !== '55006' || Date.now() > end) throw error;
      await delay(50);
    }
  }
}

/** Does something on a connection to the cluster, in no database of a test. */
export async function asAdmin(work: (admin: Sql) => Promise<unknown>): Promise<void> {
  const admin = openClient(testCluster(), { max: 1 });
  try {
    await work(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
