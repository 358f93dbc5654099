import type { Job } from '../db/job.js';
import { explainAttributes } from './explainAttributes.js';
import { checkMonthlyValues } from './monthly/writeMonthlyValues.js';
import { nameOf, planEnrich, type EnrichOptions } from './planEnrich.js';
import { coverageOf, coversNone, coversNoneSentence, uncovered } from './snapshot/coverage.js';
import { refuseImported } from './snapshot/snapshotDays.js';
import { masterKeys } from './tables/masterTable.js';

/**
 * Checks the settings against the database, every statement included, and says what a run would do. Writes nothing. Throws
 * the `UserError` that a run would.
 */
export async function describeEnrich(job: Job, options: EnrichOptions = {}): Promise<readonly string[]> {
  const { asOf, fresh, activity, master, result, catalogue, warnings } = await planEnrich(job, options);
  await refuseImported(job, asOf, asOf);
  await explainAttributes(job, { catalogue, day: asOf, population: masterKeys(master) });
  await checkMonthlyValues(job, { catalogue, days: [asOf] });
  const coverage = await coverageOf(job.client, masterKeys(master));
  const uncoveredLines = coversNone(coverage)
    ? [coversNoneSentence(nameOf(master.table), coverage)]
    : uncovered(coverage, nameOf(master.table), asOf);
  return [
    `would work out ${fresh.length} attributes of the rows of ${nameOf(master.table)} as of ${asOf} from ${nameOf(activity.table)}, ` +
      `and write ${nameOf(result)}${result.present === undefined ? ' (new)' : ''} and the snapshot of that day`,
    ...[...warnings, ...uncoveredLines].map((line) => `warning: ${line}`),
  ];
}
