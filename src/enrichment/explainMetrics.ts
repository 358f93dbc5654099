import { sql } from 'drizzle-orm';
import { meaningsOn, type Catalogue } from '../catalogue/catalogue.js';
import type { Job } from '../db/job.js';
import { rehearse } from '../db/rehearse.js';
import { run } from '../db/runStatement.js';
import type { Sql } from '../db/client.js';
import { UserError } from '../lib/UserError.js';
import { explainRollup } from './activity/explainRollup.js';
import { readRollup } from './activity/readRollup.js';
import { computeMetrics } from './computeMetrics.js';
import type { DaysToCompute, MetricDefinition, MetricFamily } from './definition.js';
import { planForSets } from './planForSets.js';
import { createRegistry } from './registry.js';
import { filledSlots } from './snapshot/writeDays.js';

interface Explained {
  readonly catalogue: Catalogue;
  /** The day, `YYYY-MM-DD`. */
  readonly day: string;
  /** A query of rows `customer_id`. */
  readonly population: DaysToCompute['population'];
}

/** What PostgreSQL says against a statement as it is written; undefined for other failures. */
const faultOf = (error: unknown): string | undefined => {
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string };
  // Data exceptions of constants; syntax errors, missing names and rights.
  return ['22', '42'].includes(code.slice(0, 2)) ? message : undefined;
};

/** Gives the failure of `work`, where PostgreSQL takes a statement for wrong; it can be asked again after that. */
async function tried(db: Sql, work: (db: Sql) => Promise<unknown>): Promise<string | undefined> {
  try {
    await rehearse(db, work);
    return undefined;
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return fault;
  }
}

const refused = (what: string, fault: string): UserError =>
  new UserError(`${what} cannot be worked out on this database: ${fault}.`, 'METRIC_REFUSED');

async function explainDefinitions(
  db: Sql,
  { families, wanted }: { readonly families: readonly MetricFamily[]; readonly wanted: readonly MetricDefinition[] },
  context: DaysToCompute,
): Promise<void> {
  const explain = (some: readonly MetricDefinition[]): Promise<string | undefined> =>
    tried(db, (inside) => run(inside, sql`explain ${computeMetrics(families, some, context)}`));
  const fault = await explain(wanted);
  if (fault === undefined) return;
  for (const metric of wanted) {
    const own = await explain([metric]);
    if (own !== undefined) throw refused(`The metric "${metric.name}"`, own);
  }
  throw refused('The metrics', fault);
}

/**
 * Has PostgreSQL plan every statement by which a day's metrics are made: the roll-up of activity, all definitions and what imports
 * gave. Writes nothing. Throws a `UserError` that names the metric for what it would refuse when the run is made.
 */
export async function explainMetrics(job: Job, { catalogue, day, population }: Explained): Promise<void> {
  const { config } = job;
  const registry = createRegistry(config);
  const { families, slots } = filledSlots(meaningsOn(catalogue, day), registry);
  const wanted = [...new Set([...registry.definitions, ...slots.map(({ metric }) => metric)])];
  await rehearse(job.sql, async (db) => {
    const rollup = await readRollup(db, config);
    const fault = await tried(db, (inside) => explainRollup(inside, rollup, day));
    if (fault !== undefined) throw refused('The activity', fault);
    await planForSets(db);
    const context = { days: [day], timeZone: config.timeZone, enrichment: config.enrichment, population };
    await explainDefinitions(db, { families, wanted }, context);
  });
}
