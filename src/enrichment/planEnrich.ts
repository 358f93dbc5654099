import { sql as statement } from 'drizzle-orm';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import { run } from '../db/runStatement.js';
import { addDays, dayIn } from '../lib/time/days.js';
import { UserError } from '../lib/errors/UserError.js';
import { readActivityTable, type ActivityTable } from './activity/activityTable.js';
import { isEnriched, type AttributeDefinition } from './definitions/definition.js';
import { withSources } from './definitions/withSources.js';
import { findEnrichedTable, type EnrichedTable } from './enriched/findEnrichedTable.js';
import { createRegistry, type AttributeRegistry } from './families/registry.js';
import { resolveDays } from './snapshot/snapshotDays.js';
import { checkCatalogue } from './syncCatalogue.js';
import { tableSql } from './tables/databaseTable.js';
import { readMasterTable, type MasterTable } from './tables/masterTable.js';

/** What a run of enrichment is asked for. */
export interface EnrichOptions {
  /** The day, `YYYY-MM-DD`: everything before the start of the next day counts. Default: yesterday. */
  readonly asOf?: string | undefined;
  /** Names of attributes: only these are computed, in existing results and an existing snapshot. */
  readonly only?: readonly string[] | undefined;
  /** Reads all of the activity again. */
  readonly rebuild?: boolean | undefined;
}

/** What a run is to do, checked against the database before anything is written. */
export interface EnrichPlan {
  readonly asOf: string;
  readonly registry: AttributeRegistry;
  /** Columns of the enriched table. */
  readonly attributes: readonly AttributeDefinition[];
  /** Those that are computed now. */
  readonly fresh: readonly AttributeDefinition[];
  /** Whether nothing that an earlier run has kept is used. */
  readonly ignoreKept: boolean;
  readonly activity: ActivityTable;
  readonly master: MasterTable;
  readonly result: EnrichedTable;
  /** The catalogue as it will be, with the attributes that get a place now. */
  readonly catalogue: Catalogue;
  readonly warnings: readonly string[];
}

/** The qualified name of a table, for people. */
export const nameOf = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
  `${schema}.${name}`;

/**
 * Checks the settings against the database, and plans what a run is to do. Writes nothing. Throws a `UserError` for what does not
 * fit.
 */
export async function planEnrich(job: Job, { asOf, only, rebuild = false }: EnrichOptions): Promise<EnrichPlan> {
  const { client: db, config } = job;
  const day = asOf ?? addDays(dayIn(config.timeZone, job.now), -1);
  await resolveDays(job, { from: day, to: day });
  const registry = createRegistry(config);
  const attributes = registry.families.filter(isEnriched).flatMap((family) => family.attributes);
  const activity = await readActivityTable(db, config);
  const master = await readMasterTable(db, config);
  const result = await findEnrichedTable(db, config.enrichment.enriched_user_master_table, {
    master: master.table,
    activity: activity.table,
    keyColumn: config.enrichment.user_master_join_key,
    attributes,
  });
  const { catalogue, warnings } = await checkCatalogue(job);
  const plan = { asOf: day, registry, attributes, ignoreKept: rebuild, activity, master, result, catalogue, warnings };
  if (only === undefined) {
    await requireRows(db, master);
    return { ...plan, fresh: attributes };
  }
  const strange = only.filter((name) => !attributes.some((attribute) => attribute.name === name));
  withSources(attributes, strange);
  // What others are made of may be kept in a table of its own, and so need not be a column of the results.
  const names = withSources(registry.definitions, only);
  await requireResults(db, day, result);
  return { ...plan, fresh: attributes.filter(({ name }) => names.has(name)) };
}

/** Throws a `UserError` for an empty master: results without rows would replace the existing ones. */
async function requireRows(db: Sql, { table }: MasterTable): Promise<void> {
  const some = await run(db, statement`select 1 from ${tableSql(table)} limit 1`);
  if (some.count > 0) return;
  throw new UserError(
    `There are no customers: enrichment.user_master_table (${nameOf(table)}) is empty, so nothing was written and the days ` +
      'stay as they were; import some first.',
    'NO_CUSTOMERS',
  );
}

/** Throws a `UserError` without results of the same day: only in them can some attributes be computed. */
async function requireResults(db: Sql, asOf: string, result: EnrichedTable): Promise<void> {
  const [last] = await db<{ asOf: string | null; result: string | null }[]>`
    select inputs ->> 'asOf' as "asOf", inputs ->> 'result' as result from facet.loads
    where kind = 'enrich' and finished_at is not null order by load_id desc limit 1`;
  const [day] = await db`select 1 from facet.profile_days where profile_date = ${asOf} and complete`;
  const name = nameOf(result);
  if (result.present !== undefined && last?.asOf === asOf && last.result === name && day !== undefined) return;
  const elsewhere = last?.result == null || last.result === name ? '' : `, in ${last.result}`;
  throw new UserError(
    `--only makes some attributes anew in the results of ${asOf}, and there are none${
      last?.asOf == null ? '' : ` (the newest are of ${last.asOf}${elsewhere})`
    }: run without it first.`,
    'NO_RESULTS',
  );
}
