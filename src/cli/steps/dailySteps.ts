import type { DailySteps, DryRunSteps } from '../../daily/dailySteps.js';
import { buildFirst, wouldBuild } from './buildFirst.js';
import { wouldWriteSegments, writeSegments } from './segmentSteps.js';

/** Connections that a daily run needs beside those of the runs that are its steps: its lock's. */
export const dailyLocks = 1;

/** The steps of `facet daily` and of a scheduled run. What they need is loaded when they begin: a server may never need it. */
export const dailySteps: DailySteps & DryRunSteps = {
  async keepRetention(job) {
    const { keepRetention } = await import('../../retention/keepRetention.js');
    await keepRetention(job);
  },
  async importFiles(job, { configFile, dir, maxRejects, signal, dryRun }) {
    const { warnOfDemo } = await import('../../demo/existingData.js');
    await warnOfDemo(job);
    const { checkAfter } = await import('./validateAfter.js');
    await checkAfter(job, 'import', 'enrich');
    const { runImport } = await import('../../ingest/import/runImport.js');
    const { reportWarnings } = await import('../../ingest/import/report/reportWarnings.js');
    const report = await runImport(job, { configFile, dir, maxRejects, signal, dryRun });
    const { files } = report;
    for (const warning of reportWarnings(report, dryRun === true)) job.progress.say(`warning: ${warning}`);
    const sum = (count: (file: (typeof files)[number]) => number): number =>
      files.reduce((total, file) => total + count(file), 0);
    return {
      files: files.length,
      rowsRead: sum(({ rowsRead }) => rowsRead),
      rowsWritten: sum(({ rowsWritten }) => rowsWritten),
      rowsRejected: sum(({ rowsRejected }) => rowsRejected),
    };
  },
  async build(job) {
    const { checkAfter } = await import('./validateAfter.js');
    await checkAfter(job, 'enrich');
    await buildFirst(job);
  },
  checkBuild: wouldBuild,
  async enrich(job, { asOf }) {
    const { runEnrich } = await import('../../enrichment/runEnrich.js');
    return runEnrich(job, { asOf }, ({ warnings }) => {
      for (const warning of warnings) job.progress.say(`warning: ${warning}`);
    });
  },
  async validate(job, { imported, days }) {
    const { after } = job.config.validation;
    const run = days > 0 && after.includes('enrich') ? 'enrich' : imported ? 'import' : undefined;
    if (run === undefined) return;
    const { validateAfter } = await import('./validateAfter.js');
    await validateAfter(job, run);
  },
  writeSegments,
  checkSegments: wouldWriteSegments,
  async checkEnrich(job, { asOf }) {
    const { describeEnrich } = await import('../../enrichment/describeEnrich.js');
    return (await describeEnrich(job, { asOf })).filter((line) => line.startsWith('warning: '));
  },
  async refreshAttributes(job) {
    const { refreshTransactionAttributes } = await import('../../enrichment/writeTransactionAttributes.js');
    await refreshTransactionAttributes(job);
  },
};
