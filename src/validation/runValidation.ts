import { finishLoad, startLoad, withTargetLock, type Job } from '../db/job.js';
import { transact } from '../db/transact.js';
import { findFaults } from './findFaults.js';
import { keepRun } from './keepRun.js';
import type { DataReadiness } from './readiness/DataReadiness.js';
import type { ValidationReport } from './ValidationReport.js';

interface ValidationOptions {
  /** Ids of the checks that are made; all of them unless given. */
  readonly only?: readonly string[] | undefined;
  /** Asks all checks, and keeps nothing. */
  readonly dryRun?: boolean | undefined;
}

const oneState = 'isolation level repeatable read';

/** In the transaction of the job's client. */
async function validate(job: Job, { only, dryRun = false }: ValidationOptions): Promise<ValidationReport> {
  const startedAt = job.now.toISOString();
  const partial = only !== undefined;
  if (dryRun) return { ...(await findFaults(job, { only })), runId: null, startedAt, finishedAt: null, partial };
  const runId = await startLoad(job, 'validate', partial ? { only: only.join(', ') } : {});
  const found = await findFaults(job, { only });
  const { status, errors, warnings, passed } = found;
  const facts = { runId, startedAt, partial };
  const finishedAt = await keepRun(job.client, found, { ...facts, keep: job.config.validation.keepRuns });
  await finishLoad(job, runId, { status, errors, warnings, passed });
  return { ...found, ...facts, finishedAt };
}

/**
 * Asks all checks of the tables as they are at one instant, and keeps what was found as a run, in one transaction: a run that fails
 * or is ended leaves nothing. Waits for another validation. Throws a `UserError` for what the config declares and cannot be.
 */
export function runValidation(job: Job, options: ValidationOptions = {}): Promise<ValidationReport> {
  const run = (isolation: string): Promise<ValidationReport> =>
    transact(job.client, (client) => validate({ ...job, client }, options), isolation);
  if (options.dryRun === true) return run(`${oneState} read only`);
  return withTargetLock(job, 'validation', () => run(oneState), undefined, 'validating the data');
}

/** What the data allows as it is at one instant. Writes nothing. */
export const readReadiness = (job: Job): Promise<DataReadiness> =>
  transact(
    job.client,
    async (client) => (await findFaults({ ...job, client }, { only: [] })).readiness,
    `${oneState} read only`,
  );
