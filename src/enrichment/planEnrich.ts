import { sql as statement } from 'drizzle-orm';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import { run } from '../db/runStatement.js';
import { addDays, dayIn } from '../lib/days.js';
import { UserError } from '../lib/UserError.js';
import { readActivityTable, readMasterTable, type ActivityTable } from './activity/activityTable.js';
import { tableSql } from './activity/databaseTable.js';
import type { MetricDefinition } from './definition.js';
import { findEnrichedTable, type EnrichedTable } from './enriched/enrichedTable.js';
import { populationOf, type Master } from './enriched/enrichedValues.js';
import { explainMetrics } from './explainMetrics.js';
import { checkMonthlyValues } from './monthly/writeMonthlyValues.js';
import { createRegistry, withSources, type MetricRegistry } from './registry.js';
import { coverageOf, coversNone, coversNoneSentence, uncovered } from './snapshot/coverage.js';
import { refuseImported, resolveDays } from './snapshot/snapshotDays.js';
import { checkCatalogue } from './syncCatalogue.js';

export interface EnrichOptions {
  /** The day, `YYYY-MM-DD`: everything before the start of the next day counts. Default: yesterday. */
  readonly asOf?: string | undefined;
  /** Names of metrics: only these are made anew, in results and a snapshot that are there. */
  readonly only?: readonly string[] | undefined;
  /** Reads all of the activity again. */
  readonly rebuild?: boolean | undefined;
}

/** What a run works on, checked against the database before anything is written. */
export interface Plan {
  readonly asOf: string;
  readonly registry: MetricRegistry;
  /** Columns of the enriched table. */
  readonly metrics: readonly MetricDefinition[];
  /** Those that are worked out now. */
  readonly fresh: readonly MetricDefinition[];
  /** Whether nothing that was kept of an earlier run is to be used. */
  readonly anew: boolean;
  readonly activity: ActivityTable;
  readonly master: Master;
  readonly result: EnrichedTable;
  /** The catalogue as it will be, with the metrics that get a place now. */
  readonly catalogue: Catalogue;
  readonly warnings: readonly string[];
}

export const nameOf = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
  `${schema}.${name}`;

/** Checks the settings against the database, and works out what a run is to do. Throws a `UserError`; writes nothing. */
export async function planEnrich(job: Job, { asOf, only, rebuild = false }: EnrichOptions): Promise<Plan> {
  const { sql: db, config } = job;
  const day = asOf ?? addDays(dayIn(config.timeZone, job.now), -1);
  await resolveDays(job, { from: day, to: day });
  const registry = createRegistry(config);
  const metrics = registry.families.filter(({ isOfMaster }) => isOfMaster !== true).flatMap((family) => family.metrics);
  const activity = await readActivityTable(db, config);
  const master = await readMasterTable(db, config);
  const result = await findEnrichedTable(db, config.enrichment.enriched_user_master_table, {
    master: master.table,
    activity: activity.table,
    keyColumn: config.enrichment.user_master_join_key,
    metrics,
  });
  const { catalogue, warnings } = await checkCatalogue(job);
  const plan = { asOf: day, registry, metrics, anew: rebuild, activity, master, result, catalogue, warnings };
  if (only === undefined) {
    await requireRows(db, master);
    return { ...plan, fresh: metrics };
  }
  const names = withSources(metrics, only);
  await requireResults(db, day, result);
  return { ...plan, fresh: metrics.filter(({ name }) => names.has(name)) };
}

/**
 * Checks the settings against the database, every statement included, and says what a run would do. Writes nothing. Throws
 * the `UserError` that a run would.
 */
export async function describeEnrich(job: Job, options: EnrichOptions = {}): Promise<readonly string[]> {
  const { asOf, fresh, activity, master, result, catalogue, warnings } = await planEnrich(job, options);
  await refuseImported(job, asOf, asOf);
  await explainMetrics(job, { catalogue, day: asOf, population: populationOf(master) });
  await checkMonthlyValues(job, { catalogue, asOf });
  const coverage = await coverageOf(job.sql, populationOf(master));
  const uncoveredLines = coversNone(coverage)
    ? [coversNoneSentence(nameOf(master.table), coverage)]
    : uncovered(coverage, nameOf(master.table), asOf);
  return [
    `would work out ${fresh.length} metrics of the rows of ${nameOf(master.table)} as of ${asOf} from ${nameOf(activity.table)}, ` +
      `and write ${nameOf(result)}${result.present === undefined ? ' (new)' : ''} and the snapshot of that day`,
    ...[...warnings, ...uncoveredLines].map((line) => `warning: ${line}`),
  ];
}

/** Results of nobody would take the place of what is there. Throws a `UserError`. */
async function requireRows(db: Sql, { table }: Master): Promise<void> {
  const some = await run(db, statement`select from ${tableSql(table)} limit 1`);
  if (some.count > 0) return;
  throw new UserError(
    `There are no customers: enrichment.user_master_table (${nameOf(table)}) is empty, so nothing was written and the days ` +
      'stay as they were; import some first.',
    'NO_CUSTOMERS',
  );
}

/** Some metrics can only be made anew in results of the same day. */
async function requireResults(db: Sql, asOf: string, result: EnrichedTable): Promise<void> {
  const [last] = await db<{ asOf: string | null; result: string | null }[]>`
    select inputs ->> 'asOf' as "asOf", inputs ->> 'result' as result from facet.loads
    where kind = 'enrich' and finished_at is not null order by load_id desc limit 1`;
  const [day] = await db`select from facet.profile_days where profile_date = ${asOf} and complete`;
  const name = nameOf(result);
  if (result.present !== undefined && last?.asOf === asOf && last.result === name && day !== undefined) return;
  const elsewhere = last?.result == null || last.result === name ? '' : `, in ${last.result}`;
  throw new UserError(
    `--only makes some metrics anew in the results of ${asOf}, and there are none${
      last?.asOf == null ? '' : ` (the newest are of ${last.asOf}${elsewhere})`
    }: run without it first.`,
    'NO_RESULTS',
  );
}
