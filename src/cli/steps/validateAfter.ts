import type { Job } from '../../db/job.js';

/** Validates the data after a run where the config says so, and says what came of it in one line. */
export async function validateAfter(job: Job, run: Job['config']['validation']['after'][number]): Promise<void> {
  if (!job.config.validation.after.includes(run)) return;
  const { runValidation } = await import('../../validation/runValidation.js');
  const { summaryLine } = await import('../../validation/report/formatValidation.js');
  const report = await runValidation(job);
  job.progress.say(
    `validate: ${summaryLine(report)}${report.errors + report.warnings === 0 ? '' : '; "facet validate" shows them'}`,
  );
}
