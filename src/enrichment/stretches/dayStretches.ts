import type { SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import {
  baseAttributes,
  type AttributeFamily,
  type DaysToCompute,
  type StoredValues,
} from '../definitions/definition.js';
import { createRegistry } from '../families/registry.js';
import { mayKeep } from '../values/keepValues.js';
import { readKeptState } from '../values/keptState.js';
import { computeStretches, holdsAll, inputsNow, type ComputedStretches, type ToCompute } from './computeStretches.js';

/** The values of a day, computed in stretches of customers. */
export interface DayStretches extends ComputedStretches {
  readonly toCompute: ToCompute;
}

/** A day to compute in stretches. */
interface Day {
  readonly day: string;
  /** A query of rows `customer_id`, see `DaysToCompute`. */
  readonly population: SQL;
  /** Whether nothing that an earlier run has kept is used. */
  readonly ignoreKept: boolean;
  /** Whether values of visits are kept for the next run, and taken from the last one. */
  readonly keeps: boolean;
}

/** The families of a configuration, with all attributes of those that have a table of their own, which `enrichment.only` does not cut. */
function familiesOf({ config }: Job): readonly AttributeFamily[] {
  const { enrichment } = config;
  const { families } = createRegistry(config);
  if (enrichment.only === undefined) return families;
  const all = createRegistry({ ...config, enrichment: { ...enrichment, only: undefined } }).families;
  const own = all.filter(({ ownTable }) => ownTable !== undefined);
  return [...families.filter(({ ownTable }) => ownTable === undefined), ...own];
}

/** Whether the values of visits that the last run has kept serve for a day, so that only some customers are computed. */
async function areKept(db: Sql, families: readonly AttributeFamily[], context: DaysToCompute): Promise<boolean> {
  const wanted = families
    .map((family) => ({ family, attributes: baseAttributes(family) }))
    .filter(({ attributes }) => attributes.length > 0);
  return wanted.length > 0 && (await readKeptState(db, wanted, context)) !== undefined;
}

/**
 * Computes the values of a day in stretches, but for those of visits where the ones of the last run serve; see `computeStretches`
 * for where nothing is computed. Needs the lock `snapshots`, so that no other run has the tables.
 */
export async function computeDay(
  job: Job,
  { day, population, ignoreKept, keeps }: Day,
): Promise<DayStretches | undefined> {
  const { config } = job;
  const context = { days: [day], timeZone: config.timeZone, enrichment: config.enrichment, population };
  const all = familiesOf(job);
  const visits = all.filter(({ windows }) => windows !== undefined);
  const counted = keeps && visits.length > 0 && (await mayKeep(job.client));
  const serves = counted && !ignoreKept && (await areKept(job.client, visits, context));
  const families = serves ? all.filter((family) => !visits.includes(family)) : all;
  const toCompute = { families, context, counted: counted && !serves };
  const computed = await computeStretches(job, toCompute);
  return computed && { ...computed, toCompute };
}

/**
 * The stored values of stretches, where what they were made of is what the transaction of `db` sees, and all of them are there; else
 * undefined, with a sentence.
 */
export async function stillStored(
  db: Sql,
  { progress }: Pick<Job, 'progress'>,
  stretches: DayStretches | undefined,
): Promise<StoredValues | undefined> {
  if (stretches === undefined) return undefined;
  const isSame = (await inputsNow(db, stretches.toCompute)) === stretches.inputs;
  if (isSame && (await holdsAll(db, stretches))) return stretches.stored;
  const why = isSame ? 'Values of the stretches were lost' : 'What the stretches were made of was changed meanwhile';
  progress.say(`${why}: the day is computed anew, in one piece.`);
  return undefined;
}
