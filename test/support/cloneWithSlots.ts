import type { Sql } from '../../src/db/client.js';
import { syncCatalogue } from '../../src/enrichment/syncCatalogue.js';
import { asAdmin, cloneDatabase, createDatabase, renameDatabase, type TestDatabase } from './database.js';
import { testJob } from './job.js';

const template = 'facet_slots_template';

/** Makes the template where nobody has yet; one process at a time. */
async function makeTemplate(admin: Sql): Promise<void> {
  await admin`select pg_advisory_lock(hashtext(${template}))`;
  const [made] = await admin`select from pg_database where datname = ${template}`;
  if (made !== undefined) return;
  const { client } = await cloneDatabase();
  await syncCatalogue(testJob({ client }, '2026-01-01T00:00:00Z'));
  const [own] = await client`select current_database() as name`;
  await client.end({ timeout: 5 });
  await renameDatabase(admin, String(own?.['name']), template);
}

/**
 * A database of its own in which the calculated attributes of the default configuration have their slots and views, which are most of
 * what a first enrichment of few customers takes its time for.
 */
export async function cloneWithSlots(): Promise<TestDatabase> {
  await asAdmin(makeTemplate);
  return createDatabase(template);
}
