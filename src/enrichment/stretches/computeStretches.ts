import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import { limitsSentence, runLimits } from '../../config/runs/runLimits.js';
import { run } from '../../db/runStatement.js';
import { transact } from '../../db/transact.js';
import { eachOf } from '../../lib/async/eachOf.js';
import {
  baseAttributes,
  storedCounts,
  type AttributeFamily,
  type DaysToCompute,
  type StoredValues,
} from '../definitions/definition.js';
import { onStretch } from '../definitions/inStretch.js';
import { readMasterTable } from '../tables/masterTable.js';
import { baseQuery, sharedRows, type WantedFamily } from '../values/computeAttributes.js';
import { baseAttributesOf, computeAll } from '../values/countedValues.js';
import { planForSets } from '../values/planForSets.js';
import { inputsOf } from './inputsOf.js';
import {
  dropStretches,
  leftStretches,
  mayMakeStretches,
  prepareStretches,
  valuesOfStretches,
  writeStretch,
} from './stretchTables.js';

/** What is computed in stretches. */
export interface ToCompute {
  readonly families: readonly AttributeFamily[];
  readonly context: DaysToCompute;
  /** Whether the columns of `storedCounts` are computed too. */
  readonly counted: boolean;
}

/** Values that were computed in stretches, and what they were made of, see `inputsOf`. */
export interface ComputedStretches {
  readonly stored: StoredValues;
  readonly inputs: string;
  /** How many there are, and how many of them this run has computed. */
  readonly of: number;
  readonly computed: number;
}

/** What decides the values of all stretches, as one statement: that of the whole population. */
function queryOf(wanted: readonly WantedFamily[], context: DaysToCompute, counted: boolean): SQL {
  if (counted) return computeAll(wanted, context);
  return sql`with ${sharedRows(wanted, context)} ${baseQuery(wanted, context)}`;
}

const wantedOf = ({ families }: ToCompute): WantedFamily[] =>
  families
    .map((family) => ({ family, attributes: baseAttributes(family) }))
    .filter(({ attributes }) => attributes.length > 0);

/** What the values of a day are made of now, as the transaction of `db` sees it. */
export const inputsNow = (db: Sql, toCompute: ToCompute): Promise<string | undefined> =>
  inputsOf(db, queryOf(wantedOf(toCompute), toCompute.context, toCompute.counted));

/** What stretches are stored under: their inputs, and how many there are. */
const storedInputs = (of: number, inputs: string): string => `${of} ${inputs}`;

/** Whether all values are still in the tables, as the transaction of `db` sees them: a crash of the database empties both. */
export const holdsAll = async (db: Sql, { of, inputs }: ComputedStretches): Promise<boolean> =>
  (await leftStretches(db, storedInputs(of, inputs)))?.size === of;

interface Wanted extends ToCompute {
  readonly wanted: readonly WantedFamily[];
}

/** In how many stretches a population is computed, each of about `runs.stretchCustomers`. */
async function countStretches(db: Sql, { config }: Job, { population }: DaysToCompute): Promise<number> {
  const [found] = await run<{ customers: number }>(
    db,
    sql`select count(*)::int as customers from (${population}) as population`,
  );
  return Math.ceil((found?.customers ?? 0) / config.runs.stretchCustomers);
}

/** Computes the stretches that are missing, some at a time, all in the state that the transaction `leader` sees. */
async function computeMissing(
  job: Job,
  leader: Sql,
  missing: readonly number[],
  compute: (db: Sql, stretch: number) => Promise<void>,
): Promise<void> {
  // It says nothing while the stretches are computed.
  await leader`set local idle_in_transaction_session_timeout = 0`;
  const [exported] = await leader<{ state: string }[]>`select pg_export_snapshot() as state`;
  const state = exported?.state ?? '';
  let done = 0;
  await eachOf(missing, runLimits(job.config).parallel, async (stretch) => {
    await transact(
      job.client,
      async (db) => {
        await db.unsafe(`set transaction snapshot '${state}'`);
        await planForSets(db, job.config);
        await compute(db, stretch);
      },
      'isolation level repeatable read',
    );
    done += 1;
    job.progress.update(`stretches: ${done} of ${missing.length} computed`);
  });
}

/** Computes the stretches of a day in one state of the database; undefined where there are too few customers, or no telling of inputs. */
async function computeIn(
  job: Job,
  leader: Sql,
  { wanted, context, counted }: Wanted,
): Promise<ComputedStretches | undefined> {
  const of = await countStretches(leader, job, context);
  if (of < 2) return undefined;
  const whole = queryOf(wanted, context, counted);
  const read = await inputsOf(leader, whole);
  if (read === undefined) return undefined;
  const inputs = storedInputs(of, read);
  const names = baseAttributesOf(wanted).map(({ name }) => name);
  const counts = counted ? [storedCounts.visits, storedCounts.owned] : [];
  const columns = ['customer_id', 'day', ...counts, ...names];
  const left = await prepareStretches(job.client, { inputs, columns, query: whole });
  const missing = Array.from({ length: of }, (_, index) => index).filter((index) => !left.has(index));
  const going = left.size > 0 ? `; ${left.size} of them are there from a run that did not end` : '';
  job.progress.say(`${of} stretches of customers${going}: ${limitsSentence(job.config)}`);
  await computeMissing(job, leader, missing, (db, index) =>
    writeStretch(db, index, inputs, queryOf(wanted, onStretch(context, { index, of }), counted)),
  );
  await run(job.client, sql`analyze ${valuesOfStretches} (customer_id)`);
  const stored = { table: valuesOfStretches, names: new Set(names), hasVisits: counted };
  return { stored, inputs: read, of, computed: missing.length };
}

/**
 * Computes the values of a day that no comparison of customers is needed for, in stretches of customers: each is committed by itself,
 * so that a run that is killed is gone on with. All see the same state. Undefined, and nothing is computed, where the customers are
 * too few for two stretches, where the database user may not make tables in the schema `facet`, and where what is read cannot be
 * told to be the same later: a master that is a view, tables of other servers. Needs the lock `snapshots`.
 */
export async function computeStretches(job: Job, toCompute: ToCompute): Promise<ComputedStretches | undefined> {
  if (!(await mayMakeStretches(job.client))) return undefined;
  const wanted = { ...toCompute, wanted: wantedOf(toCompute) };
  const { table } = await readMasterTable(job.client, job.config);
  const computed =
    table.isStored && wanted.wanted.length > 0
      ? await transact(job.client, (leader) => computeIn(job, leader, wanted), 'isolation level repeatable read')
      : undefined;
  // What another run has left is of no use then.
  if (computed === undefined) await dropStretches(job.client);
  return computed;
}
