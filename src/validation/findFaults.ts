import type { Job } from '../db/job.js';
import type { CheckedTable } from '../words/checkedTables.js';
import { validationStatuses, ValidationStatus } from '../words/validationWords.js';
import { readTableColumns } from './configured/readTableColumns.js';
import { readThresholds } from './configured/readThresholds.js';
import type { Check } from './definitions/Check.js';
import { allChecks, askedChecks } from './planChecks.js';
import { assessReadiness } from './readiness/assessReadiness.js';
import { neededColumns } from './readiness/neededColumns.js';
import { readModelFigures } from './readiness/readModelFigures.js';
import { compareRevenue, type RevenueComparison } from './revenue/compareRevenue.js';
import { readExpected } from './revenue/readExpected.js';
import { revenueMonths, type RevenueMonth } from './revenue/revenueMonths.js';
import { revenueCheck, revenueResult } from './revenue/revenueResult.js';
import { toResult, type CheckResult } from './run/CheckResult.js';
import { planPasses } from './run/planPasses.js';
import { readPass, type PassFound } from './run/readPass.js';
import { readSamples } from './run/readSamples.js';
import type { SampleKey } from './run/sampleKeys.js';
import type { ValidationFound } from './ValidationReport.js';

interface FindOptions {
  /** Ids of the checks that are asked for; all of them unless given, and none by an empty list. */
  readonly only?: readonly string[] | undefined;
}

async function readPasses(
  { client, config, progress }: Job,
  checks: readonly Check[],
  counted: ReadonlyMap<CheckedTable, readonly string[]>,
) {
  const passes = planPasses(checks, counted);
  const found: PassFound[] = [];
  const read = async (isTable: boolean): Promise<void> => {
    for (const pass of passes.filter(({ rows }) => rows.isTable === isTable)) {
      progress.update(`validate: ${pass.rows.name}`);
      found.push(await readPass(client, pass, config.timeZone));
    }
  };
  await client`set local work_mem = '64MB'`;
  // Months of a table are few, but the planner does not know it, and would sort all rows on disk.
  await client`set local enable_sort = off`;
  await read(true);
  await client`set local enable_sort = on`;
  await read(false);
  return found;
}

/** Failing rows of a check that are collected with those of others; of more, some are met soon by whoever looks. */
const mostCollected = 10_000;

/** Samples of the checks that found failing rows: those of grouped rows came with their pass, each table has a statement. */
async function readAllSamples(
  { client }: Job,
  found: readonly PassFound[],
): Promise<ReadonlyMap<Check, readonly SampleKey[]>> {
  const all = new Map<Check, readonly SampleKey[]>(found.flatMap(({ samples }) => [...samples]));
  for (const { pass, sources } of found) {
    const failingOf = (check: Check): number => (sources.get(check) ?? []).reduce((sum, one) => sum + one.failing, 0);
    const failing = pass.rows.isTable ? pass.checks.filter((check) => failingOf(check) > 0) : [];
    if (failing.length === 0) continue;
    const isRare = (check: Check): boolean => failingOf(check) <= mostCollected;
    for (const [check, keys] of await readSamples(client, pass.rows, failing, isRare)) all.set(check, keys);
  }
  return all;
}

async function compare({ config }: Job, months: readonly RevenueMonth[]): Promise<RevenueComparison | null> {
  const { expectedRevenue } = config.validation;
  return expectedRevenue === undefined
    ? null
    : compareRevenue(await readExpected(expectedRevenue.file), months, expectedRevenue);
}

/** The worst of some statuses; that there is nothing to check where there is none. */
const worst = (statuses: readonly ValidationStatus[]): ValidationStatus =>
  validationStatuses.findLast((one) => statuses.includes(one)) ?? ValidationStatus.NOTHING_TO_CHECK;

/** Reads the tables and says what was found, in the transaction of the job's client. Writes nothing. */
export async function findFaults(job: Job, { only }: FindOptions = {}): Promise<ValidationFound> {
  const { client, config, now } = job;
  const columns = await readTableColumns(client);
  const all = allChecks(job, columns);
  const checks = askedChecks(all, only);
  const thresholdsOf = await readThresholds(client, config.validation.thresholds, [...all, revenueCheck]);
  const found = await readPasses(job, checks, neededColumns(columns));
  const samples = await readAllSamples(job, found);
  const passes = new Map(found.flatMap((one) => (one.pass.rows.isTable ? [[one.pass.rows.table, one] as const] : [])));
  const sourcesOf = new Map(found.flatMap(({ sources }) => [...sources]));
  const months = revenueMonths(passes.get('unified_itemized_transactions'), passes.get('unified_transactions'));
  const comparison = await compare(job, months);
  const results: CheckResult[] = [
    ...checks.map((check) =>
      toResult(check, thresholdsOf(check), sourcesOf.get(check) ?? [], samples.get(check) ?? []),
    ),
    ...(comparison === null || only !== undefined
      ? []
      : [revenueResult(comparison, thresholdsOf(revenueCheck), config.timeZone)]),
  ];
  const count = (status: ValidationStatus): number => results.filter((one) => one.status === status).length;
  return {
    status: worst(results.map(({ status }) => status)),
    errors: count(ValidationStatus.ERROR),
    warnings: count(ValidationStatus.WARNING),
    passed: count(ValidationStatus.PASSED),
    results,
    readiness: assessReadiness({
      found: { columns, passes },
      keys: config.validation,
      comparison,
      figures: await readModelFigures(client),
      now,
    }),
    revenue: { months, comparison },
  };
}
