import { sql } from 'drizzle-orm';
import { readCatalogue } from '../catalogue/readCatalogue.js';
import type { Sql } from '../db/client.js';
import { finishLoad, type Job } from '../db/job.js';
import { run } from '../db/runStatement.js';
import { identifier } from '../db/sql.js';
import type { AttributeDefinition, DaysToCompute } from './definitions/definition.js';
import { countLeftOut, type LeftOut } from './enriched/countLeftOut.js';
import { createValues, enrichedRows, valuesTable, withKept } from './enriched/enrichedValues.js';
import { attributeFacts, type AttributeFacts } from './enriched/attributeFacts.js';
import { swapEnriched } from './enriched/swapEnriched.js';
import { foreignCurrencies } from './newest/foreignCurrencies.js';
import { readingStored, writeNewest } from './newest/writeNewest.js';
import type { EnrichPlan } from './planEnrich.js';
import { isCustomers } from './snapshot/coverage.js';
import { writeDayFromValues, type WrittenDay } from './snapshot/writeDayFromValues.js';
import { stillStored, type DayStretches } from './stretches/dayStretches.js';
import { dropStretches } from './stretches/stretchTables.js';
import { tableSql } from './tables/databaseTable.js';
import { masterKeys } from './tables/masterTable.js';
import { computeAttributes } from './values/computeAttributes.js';
import { keepValues } from './values/keepValues.js';
import { planForSets } from './values/planForSets.js';

/** What the table of a run's values holds. */
interface ComputedValues {
  /** Its attributes: the fresh ones, and those that earlier results hold. */
  readonly columns: readonly AttributeDefinition[];
  /** Rows of the master, how many different keys they have, and how many of these have activity. */
  readonly rows: number;
  readonly distinct: number;
  readonly active: number;
  /** Customers whose values were computed, not taken from the run before. */
  readonly renewed: number;
  /** Keeps the values of visits for the next run. */
  readonly keep: (loadId: string) => Promise<void>;
}

const hasCounts = (columns: readonly AttributeDefinition[]): boolean =>
  columns.some(({ name }) => name === 'activity_count');

/** Fills the table of a run's values, in the transaction of `db`. */
async function computeValues(db: Sql, plan: EnrichPlan, context: DaysToCompute): Promise<ComputedValues> {
  const { registry, attributes, fresh, master, result } = plan;
  // With --only the other attributes keep the values that the results of the day hold.
  const { families, keep, renewed } =
    fresh.length < attributes.length
      ? { families: registry.families, keep: async () => {}, renewed: undefined }
      : await keepValues(db, registry.families, context, plan.ignoreKept);
  const computed = computeAttributes(families, fresh, context);
  const kept = attributes.filter(
    (attribute) => !fresh.includes(attribute) && result.present?.columns.includes(attribute.name) === true,
  );
  await run(db, createValues(kept.length === 0 ? computed : withKept(computed, kept, { result, key: master.key })));
  await run(db, sql`analyze ${identifier(valuesTable)} (customer_id)`);
  const columns = attributes.filter((attribute) => fresh.includes(attribute) || kept.includes(attribute));
  const [keys] = await run<{ rows: number; keys: number; active: number }>(
    db,
    sql`select (select count(*) from ${tableSql(master.table)})::int as rows, count(*)::int as keys,
      ${hasCounts(columns) ? sql`(count(*) filter (where activity_count > 0))::int` : sql`0`} as active
      from ${identifier(valuesTable)}`,
  );
  const { rows = 0, keys: distinct = 0, active = 0 } = keys ?? {};
  return { columns, rows, distinct, active, renewed: renewed ?? distinct, keep };
}

/** What a run has written. */
export interface EnrichResults extends Omit<ComputedValues, 'columns' | 'keep'> {
  readonly snapshot: WrittenDay;
  readonly facts: readonly AttributeFacts[];
  readonly left: LeftOut;
}

/** Writes the enriched table and the snapshot of a day, in the transaction of `db`. */
export async function writeResults(
  db: Sql,
  job: Job,
  planned: EnrichPlan,
  { loadId, stretches }: { readonly loadId: string; readonly stretches?: DayStretches | undefined },
): Promise<EnrichResults> {
  const { config } = job;
  const { asOf, attributes, fresh, master, result } = planned;
  const stored = await stillStored(db, job, stretches);
  await planForSets(db, config);
  // A change of the catalogue waits until the day is written, or the day is written under it.
  await db`select version from facet.catalogue_version for share`;
  const catalogue = await readCatalogue(db);
  if (fresh.length === attributes.length)
    await writeNewest(db, { day: asOf, config, loadId, stored: isCustomers(master, config) ? stored : undefined });
  const families = await readingStored(db, planned.registry.families, asOf);
  const registry = { ...planned.registry, families };
  const plan = { ...planned, registry };
  const context: DaysToCompute = {
    days: [asOf],
    timeZone: config.timeZone,
    enrichment: config.enrichment,
    population: masterKeys(master),
    ...(stored !== undefined && { stored }),
  };
  const { columns, keep, ...counts } = await computeValues(db, plan, context);
  const { rows, distinct } = counts;
  const day = { table: valuesTable, registry, attributes, fresh, catalogue, context, loadId };
  const snapshot = await writeDayFromValues(db, day);
  const facts = await attributeFacts(db, { table: valuesTable, rows: distinct }, fresh);
  const left = await countLeftOut(db, context, { loadId, hasCounts: hasCounts(columns) });
  const warnings = [...snapshot.warnings, ...(await foreignCurrencies(db, config))];
  await keep(loadId);
  // Last, because readers of the results wait from here until the transaction ends.
  await swapEnriched(db, result, {
    rows: enrichedRows(master, columns, rows === distinct),
    columns: [...master.table.columns.keys(), ...columns.map(({ name }) => name)],
    keyColumn: config.enrichment.user_master_join_key,
    isUnique: rows === distinct,
    attributes: columns,
    currency: config.orders.currency,
    asOf,
  });
  if (stretches !== undefined) await dropStretches(db);
  // In the same transaction: results are never seen without their finished load.
  await finishLoad({ client: db }, loadId);
  return { ...counts, snapshot: { ...snapshot, warnings }, facts, left };
}
