import { refreshViews } from '../bi/refreshViews.js';
import type { DailySteps } from '../daily/dailySteps.js';

/** Connections that a daily run needs: its lock, the lock of its step, two files under way, and what they ask meanwhile. */
export const dailyConnections = 6;

/** The steps of `facet daily` and of a scheduled run. What they need is loaded when they begin: a server may never need it. */
export const dailySteps: DailySteps = {
  async importFiles(job, { configFile, dir, maxRejects, signal }) {
    const { runImport } = await import('../ingest/import/runImport.js');
    const { reportWarnings } = await import('../ingest/import/reportWarnings.js');
    const report = await runImport(job, { configFile, dir, maxRejects, signal });
    const { files } = report;
    for (const warning of reportWarnings(report, false)) job.progress.say(`warning: ${warning}`);
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
  refreshViews,
};
