import { Command } from 'commander';
import { steadyHeap } from '../lib/process/steadyHeap.js';
import { dailyLocks, dailySteps } from './steps/dailySteps.js';
import { runCommand } from './run.js';

interface Options {
  readonly dryRun?: boolean;
  readonly wait: boolean;
}

/** `facet daily` */
export const dailyCommand = (): Command =>
  new Command('daily')
    .description(
      'Imports what is new, links source records, then makes the attributes and the snapshot of each missed day in order',
    )
    .option('--dry-run', 'check everything, say what would be imported and which days would be written; write nothing')
    .option('--no-wait', 'end with a failure where another daily run is under way, rather than wait for it')
    .addHelpText(
      'after',
      `
The days are those after the newest snapshot up to yesterday; yesterday alone where there is no snapshot.
A failure ends the run at its step; the next run goes on from there.

Keys below "schedule:" in the file of FACET_CONFIG:
  import       the import config; without it nothing is imported
  dir          where its files lie (default: the folder of the import config)
  strict       true: a file with a rejected row fails, and the run with it
  maxRejects   rows of one file that may be rejected; a file with more fails, and the run with it
  catchUpDays  missed days that one run writes at the most, the newest ones (31)
  at           local time, e.g. 03:30, at which "facet serve" does the same by itself`,
    )
    .action((options: Options) => {
      steadyHeap();
      return runCommand({ name: 'facet daily', moreConnections: dailyLocks }, async (scope) => {
        if (options.dryRun === true) {
          const { planDaily } = await import('../daily/planDaily.js');
          return planDaily(scope, dailySteps, scope.signal);
        }
        const { runDaily } = await import('../daily/runDaily.js');
        await runDaily(scope, dailySteps, { signal: scope.signal, ...(!options.wait && { waitSeconds: 0 }) });
      });
    });
