import type { Job } from '../db/job.js';
import { readTableColumns } from './configured/readTableColumns.js';
import { readThresholds } from './configured/readThresholds.js';
import { allChecks } from './planChecks.js';
import { readExpected } from './revenue/readExpected.js';
import { revenueCheck } from './revenue/revenueResult.js';

/**
 * Checks what the config declares for validations before anything else is done. Throws the `UserError` that a validation would: for a check,
 * column or threshold that cannot be, and for a file of expected revenue that cannot be read. Reads no rows.
 */
export async function checkValidation(job: Job): Promise<void> {
  const { client, config } = job;
  const checks = allChecks(job, await readTableColumns(client));
  await readThresholds(client, config.validation.thresholds, [...checks, revenueCheck]);
  const { expectedRevenue } = config.validation;
  if (expectedRevenue !== undefined) await readExpected(expectedRevenue.file);
}
