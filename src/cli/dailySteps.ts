import { refreshViews } from '../bi/refreshViews.js';
import { warnOfDemo } from '../demo/held.js';
import type { DailySteps, DryRunSteps } from '../daily/dailySteps.js';

/** Connections that a daily run needs: its lock, the lock of its step, two files under way, and what they ask meanwhile. */
export const dailyConnections = 6;

/** The steps of `facet daily` and of a scheduled run. What they need is loaded when they begin: a server may never need it. */
export const dailySteps: DailySteps & DryRunSteps = {
  async importFiles(job, { configFile, dir, maxRejects, signal, dryRun }) {
    await warnOfDemo(job);
    const { runImport } = await import('../ingest/import/runImport.js');
    const { reportWarnings } = await import('../ingest/import/reportWarnings.js');
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
  async enrich(job, { asOf }) {
    const { runEnrich } = await import('../enrichment/runEnrich.js');
    const report = await runEnrich(job, { asOf });
    // Said first: the results are written by then, whatever becomes of the month.
    for (const warning of report.warnings) job.progress.say(`warning: ${warning}`);
    const { writeMonth } = await import('./writeMonth.js');
    await writeMonth(job);
    return report;
  },
  async checkEnrich(job, { asOf }) {
    const { describeEnrich } = await import('../enrichment/planEnrich.js');
    return (await describeEnrich(job, { asOf })).filter((line) => line.startsWith('warning: '));
  },
  refreshViews,
};
