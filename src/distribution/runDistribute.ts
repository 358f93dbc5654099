import type { Sql } from '../db/client.js';
import { grantOnWorkers } from '../db/cluster/grantOnWorkers.js';
import { otherPrograms } from '../db/cluster/otherPrograms.js';
import { withTargetLock, type Job } from '../db/job.js';
import { applyRowRights, hasRowRights } from '../db/rowRights/applyRowRights.js';
import { requireComplete } from '../db/rowRights/createRowRights.js';
import { transact } from '../db/transact.js';
import { UserError } from '../lib/errors/UserError.js';
import { plural } from '../lib/text/plural.js';
import { readFound, type FoundPlacement } from './found.js';
import { misplaced } from './misplaced.js';
import { placementFaults, unplacedTables } from './placementFaults.js';
import { defaultShards, firstOfGroup } from './placements.js';
import { readingRoles } from './readers.js';
import { requireCluster, requireOwner } from './requireCluster.js';
import { clearingSteps, functionSteps, placedNames, placingSteps, policySteps, type PlacingStep } from './steps.js';

const refused = (sentence: string): UserError => new UserError(sentence, 'DISTRIBUTION_REFUSED');

/** Throws a `UserError` (`DISTRIBUTION_REFUSED`) where Citus would take a table otherwise than it is to be, or not at all. */
async function requirePlaceable(
  client: Sql,
  found: ReadonlyMap<string, FoundPlacement>,
  shards: number | undefined,
): Promise<void> {
  const first = found.get(firstOfGroup);
  if (shards !== undefined && first?.kind === 'distributed' && first.shards !== shards)
    throw refused(
      `The tables are in ${first.shards} shards already, not in ${shards}: leave --shards out, or change them first by ` +
        `select alter_distributed_table('facet.${firstOfGroup}', shard_count => ${shards}, cascade_to_colocated => true);`,
    );
  const wrong = misplaced(found);
  if (wrong.length > 0)
    throw refused(
      `Tables are placed otherwise than Facet asks them: ${wrong.join('; ')}. Take that back first with select undistribute_table('facet.NAME');`,
    );
  const faults = await placementFaults(client);
  if (faults.length > 0)
    throw refused(`Citus would refuse the tables as they are: ${faults.join('; ')}. Drop or change that first.`);
}

/** Codes of PostgreSQL: no privilege; no such role, or no way in for it, on a worker. */
const rightsMissing = new Set(['42501', '28000', '28P01']);

interface PostgresFault {
  readonly code?: string;
  readonly message?: string;
  readonly detail?: string;
}

/** Runs a step; a failure on any node is one of the cluster and told in a sentence. */
async function runStep(client: Sql, { statements: [first = '', ...more] }: PlacingStep): Promise<void> {
  try {
    if (more.length === 0) await client.unsafe(first);
    else
      await transact(client, async (inside) => {
        for (const statement of [first, ...more]) await inside.unsafe(statement);
      });
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code = '', message = '', detail = '' } = error as PostgresFault;
    const why = `"${[first, ...more].join('; ')}" failed: ${message}${detail === '' ? '' : ` (${detail})`}.`;
    throw refused(
      rightsMissing.has(code)
        ? `${why} Run this as a superuser.`
        : `${why} What is placed stays; run this again when that is mended.`,
    );
  }
}

/** Throws a `UserError` (`TARGET_BUSY`) while programs are connected that would go on as on one machine: triggers no longer tell them of changes. */
async function requireAlone(client: Sql): Promise<void> {
  const who = await otherPrograms(client, 'facet distribute');
  if (who === undefined) return;
  throw new UserError(
    `The database is in use by ${who}: stop every server and command of Facet on it, then distribute it.`,
    'TARGET_BUSY',
  );
}

async function runSteps(
  { client, progress }: Pick<Job, 'client' | 'progress'>,
  steps: readonly PlacingStep[],
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const place = `${index + 1} of ${steps.length}`;
    progress.update(`${place}: ${step.statements.at(-1)}`);
    await runStep(client, step);
    progress.say(`${place}: ${step.says}`);
  }
}

/** Places what is not placed yet, clears the coordinator of rows that are in shards, and lets reading roles read on the workers. */
async function distribute(job: Pick<Job, 'client' | 'progress'>, shards: number | undefined): Promise<number> {
  const { client, progress } = job;
  const found = await readFound(client);
  await requirePlaceable(client, found, shards);
  if (found.get(firstOfGroup)?.kind !== 'distributed') await requireAlone(client);
  if (await hasRowRights(client)) requireComplete(await applyRowRights(client, placedNames));
  const functions = await functionSteps(client);
  for (const step of functions) await runStep(client, step);
  if (functions.length > 0) progress.say(`${plural(functions.length, 'function')} on every node`);
  const placing = await placingSteps(client, found, shards ?? defaultShards);
  await runSteps(job, placing);
  await runSteps(job, await clearingSteps(client));
  await grantOnWorkers(client, await readingRoles(client));
  const others = await unplacedTables(client);
  if (others.length > 0) progress.say(`on the coordinator, as tables that Facet does not know: ${others.join(', ')}`);
  return placing.length;
}

/** How a database is distributed. */
export interface DistributeOptions {
  /** Shards of the group; where left out those that it has, or 32. */
  readonly shards?: number | undefined;
  readonly isEmbedded: boolean;
}

/**
 * Distributes the tables over the nodes of the cluster that the database coordinates, as `placements` says, with their rows. What is
 * placed already stays; each table is placed as a whole, so a run that was broken off is finished by the next one. Gives how many were
 * placed. One run at a time; a second one waits. Throws a `UserError` where the database is not such a coordinator (`CITUS_MISSING`,
 * `CLUSTER_UNFIT`), or the tables cannot be placed (`DISTRIBUTION_REFUSED`).
 */
export async function runDistribute(job: Job, { shards, isEmbedded }: DistributeOptions): Promise<number> {
  await requireCluster(job.client, isEmbedded);
  return withTargetLock(job, 'distribution', () => distribute(job, shards), 600, 'distributing the tables');
}

/**
 * The statements that `runDistribute` would run, on any PostgreSQL; those after a placement as the tables are filled now. Throws as it
 * does where tables cannot be placed.
 */
export async function distributeStatements(client: Sql, shards: number | undefined): Promise<readonly PlacingStep[]> {
  await requireOwner(client);
  const found = await readFound(client);
  await requirePlaceable(client, found, shards);
  return [
    ...(await policySteps(client)),
    ...(await functionSteps(client)),
    ...(await placingSteps(client, found, shards ?? defaultShards)),
    ...(await clearingSteps(client)),
  ];
}
