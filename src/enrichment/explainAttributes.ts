import { sql } from 'drizzle-orm';
import { meaningsOn, type Catalogue } from '../catalogue/catalogue.js';
import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import { withRollback } from '../db/withRollback.js';
import { run } from '../db/runStatement.js';
import { UserError } from '../lib/errors/UserError.js';
import { explainRollup } from './activity/explainRollup.js';
import { readRollup } from './activity/readRollup.js';
import type { AttributeDefinition, AttributeFamily, DaysToCompute } from './definitions/definition.js';
import { createRegistry } from './families/registry.js';
import { filledSlots } from './snapshot/filledSlots.js';
import { computeAttributes } from './values/computeAttributes.js';
import { planForSets } from './values/planForSets.js';

interface Explained {
  readonly catalogue: Catalogue;
  /** The day, `YYYY-MM-DD`. */
  readonly day: string;
  /** A query of rows `customer_id`. */
  readonly population: DaysToCompute['population'];
}

/** The message of PostgreSQL where a statement itself is wrong; undefined for other failures. */
const faultOf = (error: unknown): string | undefined => {
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string };
  // Data exceptions of constants; syntax errors, missing names and rights.
  return ['22', '42'].includes(code.slice(0, 2)) ? message : undefined;
};

/** Runs `work` and takes it back; gives the message where PostgreSQL finds a statement wrong. The transaction can go on. */
async function wrongIn(db: Sql, work: (db: Sql) => Promise<unknown>): Promise<string | undefined> {
  try {
    await withRollback(db, work);
    return undefined;
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return fault;
  }
}

const refused = (what: string, fault: string): UserError =>
  new UserError(`${what} cannot be worked out on this database: ${fault}.`, 'ATTRIBUTE_REFUSED');

async function explainDefinitions(
  db: Sql,
  {
    families,
    wanted,
  }: { readonly families: readonly AttributeFamily[]; readonly wanted: readonly AttributeDefinition[] },
  context: DaysToCompute,
): Promise<void> {
  const explain = (some: readonly AttributeDefinition[]): Promise<string | undefined> =>
    wrongIn(db, (inside) => run(inside, sql`explain ${computeAttributes(families, some, context)}`));
  const fault = await explain(wanted);
  if (fault === undefined) return;
  for (const attribute of wanted) {
    const own = await explain([attribute]);
    if (own !== undefined) throw refused(`The attribute "${attribute.name}"`, own);
  }
  throw refused('The attributes', fault);
}

/**
 * Has PostgreSQL plan every statement that computes the attributes of a day: the roll-up of activity, all definitions and imported
 * attributes. Writes nothing. Throws a `UserError` that names the attribute whose statement a run would be refused.
 */
export async function explainAttributes(job: Job, { catalogue, day, population }: Explained): Promise<void> {
  const { config } = job;
  const registry = createRegistry(config);
  const { families, slots } = filledSlots(meaningsOn(catalogue, day), registry);
  const wanted = [...new Set([...registry.definitions, ...slots.map(({ attribute }) => attribute)])];
  await withRollback(job.client, async (db) => {
    const rollup = await readRollup(db, config, registry);
    const fault = await wrongIn(db, (inside) => explainRollup(inside, rollup, day));
    if (fault !== undefined) throw refused('The activity', fault);
    await planForSets(db, config);
    const context = { days: [day], timeZone: config.timeZone, enrichment: config.enrichment, population };
    await explainDefinitions(db, { families, wanted }, context);
  });
}
