import type { Job } from '../../db/job.js';

type Run = Job['config']['validation']['after'][number];

/** Checks, before runs of which one may be followed by a validation, what the config declares for it: a fault there must not come to light after the writing. */
export async function checkAfter(job: Job, ...runs: readonly Run[]): Promise<void> {
  if (!runs.some((run) => job.config.validation.after.includes(run))) return;
  const { checkValidation } = await import('../../validation/checkValidation.js');
  await checkValidation(job);
}

/** Validates the data after a run where the config says so, and says what came of it in one line. */
export async function validateAfter(job: Job, run: Run): Promise<void> {
  if (!job.config.validation.after.includes(run)) return;
  const { runValidation } = await import('../../validation/runValidation.js');
  const { summaryLine } = await import('../../validation/report/formatValidation.js');
  const report = await runValidation(job);
  job.progress.say(
    `validate: ${summaryLine(report)}${report.errors + report.warnings === 0 ? '' : '; "facet validate" shows them'}`,
  );
}
