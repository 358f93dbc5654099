import { sql as statement } from 'drizzle-orm';
import type { Catalogue } from '../catalogue/catalogue.js';
import { meaningsOn } from '../catalogue/catalogue.js';
import { readCatalogue } from '../catalogue/readCatalogue.js';
import type { Sql } from '../db/client.js';
import { finishLoad, startLoad, withTargetLock, type Job } from '../db/job.js';
import { run } from '../db/runStatement.js';
import { identifier } from '../db/sql.js';
import { tableSql } from './activity/databaseTable.js';
import { eventsOutside } from './activity/staleDays.js';
import { updateRollups } from './activity/updateRollups.js';
import { computeMetrics } from './computeMetrics.js';
import type { DaysToCompute } from './definition.js';
import { swapEnriched } from './enriched/enrichedTable.js';
import { createValues, enrichedRows, populationOf, valuesTable, withKept } from './enriched/enrichedValues.js';
import { metricFacts } from './enriched/metricFacts.js';
import type { EnrichReport } from './enrichReport.js';
import { keepValues } from './kept/keepValues.js';
import { countLeftOut } from './leftOut.js';
import { nameOf, planEnrich, type EnrichOptions, type Plan } from './planEnrich.js';
import { planForSets } from './planForSets.js';
import { coverageOf, coversNone, coversNoneSentence, uncovered } from './snapshot/coverage.js';
import { analyseDays, replaceDays } from './snapshot/replaceDays.js';
import { dropOldMonths } from './snapshot/retention.js';
import { refuseImported } from './snapshot/snapshotDays.js';
import { filledSlots, insertSlots, updateSlots } from './snapshot/writeDays.js';
import { syncCatalogue } from './syncCatalogue.js';

/** Runs a transaction whose statements all see the same state; again, once, where what it writes was changed meanwhile. */
async function inOneState<T>(db: Sql, work: (db: Sql) => Promise<T>): Promise<T> {
  const attempt = async (): Promise<T> =>
    (await db.begin('isolation level repeatable read', (transaction) => work(transaction as unknown as Sql))) as T;
  try {
    return await attempt();
  } catch (error) {
    // serialization_failure
    if ((error as { code?: string }).code !== '40001') throw error;
    return attempt();
  }
}

/** Writes the results and the snapshot of a day, in the transaction of `db`. */
async function writeResults(db: Sql, job: Job, plan: Plan, loadId: string) {
  const { asOf, registry, metrics, fresh, master, result } = plan;
  const { config } = job;
  await planForSets(db);
  // A change of the catalogue waits until the day is written, or the day is written under it.
  await db`select version from facet.catalogue_version for share`;
  const catalogue = await readCatalogue(db);
  const context: DaysToCompute = {
    days: [asOf],
    timeZone: config.timeZone,
    enrichment: config.enrichment,
    population: populationOf(master),
  };
  // Some metrics are worked out beside the others' results of the same day, whose values stay as they are.
  const { families, keep, renewed } =
    fresh.length < metrics.length
      ? { families: registry.families, keep: async () => {}, renewed: undefined }
      : await keepValues(db, registry.families, context, plan.anew);
  const computed = computeMetrics(families, fresh, context);
  const kept = metrics.filter(
    (metric) => !fresh.includes(metric) && result.present?.columns.includes(metric.name) === true,
  );
  await run(db, createValues(kept.length === 0 ? computed : withKept(computed, kept, { result, key: master.key })));
  await run(db, statement`analyze ${identifier(valuesTable)} (customer_id)`);
  const columns = metrics.filter((metric) => fresh.includes(metric) || kept.includes(metric));
  const [keys] = await run<{ rows: number; keys: number; active: number }>(
    db,
    statement`select (select count(*) from ${tableSql(master.table)})::int as rows, count(*)::int as keys,
      ${columns.some(({ name }) => name === 'activity_count') ? statement`(count(*) filter (where activity_count > 0))::int` : statement`0`} as active
      from ${identifier(valuesTable)}`,
  );
  const { rows = 0, keys: distinct = 0, active = 0 } = keys ?? {};
  const snapshot = await writeSnapshot(db, { plan, catalogue, context, loadId });
  const facts = await metricFacts(db, { table: valuesTable, rows: distinct }, fresh);
  const left = await countLeftOut(db, context, {
    loadId,
    hasCounts: columns.some(({ name }) => name === 'activity_count'),
  });
  await keep(loadId);
  // Last, for whoever reads the results waits from here until the transaction ends.
  await swapEnriched(db, result, {
    rows: enrichedRows(master, columns, rows === distinct),
    columns: [...master.table.columns.keys(), ...columns.map(({ name }) => name)],
    keyColumn: config.enrichment.user_master_join_key,
    isUnique: rows === distinct,
    metrics: columns,
    currency: config.orders.currency,
    asOf,
  });
  // With the results, not after them: whoever sees the ones sees the other.
  await finishLoad({ sql: db }, loadId);
  return { rows, distinct, active, renewed: renewed ?? distinct, snapshot, facts, left };
}

async function writeSnapshot(
  db: Sql,
  {
    plan,
    catalogue,
    context,
    loadId,
  }: {
    readonly plan: Plan;
    readonly catalogue: Catalogue;
    readonly context: DaysToCompute;
    readonly loadId: string;
  },
) {
  const { asOf, registry, metrics, fresh } = plan;
  const { slots, families } = filledSlots(meaningsOn(catalogue, asOf), registry);
  const values = statement`${identifier(valuesTable)}`;
  if (fresh.length < metrics.length) {
    const updated = slots.filter(({ metric }) => fresh.includes(metric));
    if (updated.length > 0) await run(db, updateSlots(updated, { loadId, day: asOf, values }));
    const [day] = await db<{ rows: number; unfit: number }[]>`
      update facet.profile_days set load_id = ${loadId} where profile_date = ${asOf} returning rows::int as rows, 0 as unfit`;
    return { rows: day?.rows ?? 0, unfit: day?.unfit ?? 0, warnings: [] };
  }
  const name = context.enrichment.user_master_table;
  const coverage = await coverageOf(db, statement`select customer_id from ${values}`);
  if (coversNone(coverage)) return { rows: 0, unfit: 0, warnings: [coversNoneSentence(name, coverage)] };
  const others = slots.map(({ metric }) => metric).filter((metric) => !metrics.includes(metric));
  const own = metrics.filter((metric) => slots.some((slot) => slot.metric === metric));
  const ofCustomers = computeMetrics(families, others, context);
  const rows = statement`
    select o.*${statement.join(
      own.map(({ name }) => statement`, v.${identifier(name)}`),
      statement``,
    )}
    from (${ofCustomers}) as o join ${values} as v on v.customer_id = o.customer_id`;
  const replaced = await replaceDays(db, [asOf], loadId, insertSlots(slots, loadId, rows));
  return { ...replaced, warnings: uncovered(coverage, name, asOf) };
}

/**
 * Brings the activity's roll-ups up to a day and writes the results of it: the enriched table and the snapshot of the day,
 * in one transaction, so that readers see all of it or what was there before. The same inputs and day give the same rows.
 * Waits for other runs that write snapshots. Throws `UserError` for settings that do not fit the database, and for days
 * that cannot be written.
 */
export async function runEnrich(job: Job, options: EnrichOptions = {}): Promise<EnrichReport> {
  const began = performance.now();
  const steps: { step: string; seconds: number }[] = [];
  const timed = async <T>(step: string, work: Promise<T>): Promise<T> => {
    const from = performance.now();
    const done = await work;
    steps.push({ step, seconds: (performance.now() - from) / 1000 });
    return done;
  };
  // What cannot be done is refused before it waits for other runs.
  const { asOf } = await planEnrich(job, options);
  const { sql: db, config, progress } = job;
  return withTargetLock(job, 'snapshots', async () => {
    const plan = await planEnrich(job, { ...options, asOf });
    await refuseImported(job, asOf, asOf);
    const loadId = await startLoad(job, 'enrich', {
      asOf,
      master: config.enrichment.user_master_table,
      activity: config.enrichment.activity_table,
      result: nameOf(plan.result),
      ...(options.only !== undefined && { only: options.only.join(', ') }),
    });
    progress.update(`enrich: reading the activity up to ${asOf}`);
    const { lastDay } = await timed('roll-up', updateRollups(job, loadId, { last: asOf, rebuild: options.rebuild }));
    const { warnings } = await syncCatalogue(job);
    await db`select facet.ensure_partitions('customer_profiles', ${asOf}::date, (${asOf}::date + interval '2 months')::date)`;
    progress.update(`enrich: computing ${plan.fresh.length} metrics`);
    const written = await timed(
      'results',
      inOneState(db, (transaction) => writeResults(transaction, job, plan, loadId)),
    );
    await timed('statistics', analyseDays(db, [asOf]));
    await dropOldMonths(job);
    const outside = await eventsOutside(db, plan.activity, asOf, config.timeZone);
    const { rows, distinct, active, renewed, snapshot, facts, left } = written;
    const { eventsRead, ...leftOut } = left;
    const report: EnrichReport = {
      loadId,
      asOf,
      customers: rows,
      active,
      renewed,
      snapshotRows: snapshot.rows,
      eventsRead,
      left: { ...leftOut, ...outside },
      metrics: facts,
      warnings: [
        ...warnings,
        ...(distinct < rows
          ? [
              `${rows - distinct} rows of the master have no key or one that another row has too; each key was counted once`,
            ]
          : []),
        ...snapshot.warnings,
        ...(snapshot.unfit > 0
          ? [`${snapshot.unfit} numbers have more than 100 digits before or behind the point and became null`]
          : []),
        ...(lastDay > asOf ? [`the roll-ups reach up to ${lastDay}; what happened after ${asOf} was left out`] : []),
      ],
      seconds: (performance.now() - began) / 1000,
      steps,
    };
    await finishLoad(job, loadId, report);
    return report;
  });
}
