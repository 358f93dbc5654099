import { Command } from 'commander';
import { parseDay } from './days.js';
import { parallelOption } from './runs/parallelOption.js';
import { runCommand } from './run.js';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly parallel?: number;
  readonly dryRun?: boolean;
}

/** `facet snapshot` */
export const snapshotCommand = (): Command =>
  new Command('snapshot')
    .description('Writes the profile of every customer for each day of a range, replacing what was there')
    .option('--from <day>', 'first day, YYYY-MM-DD (default: the day after the newest snapshot)', parseDay)
    .option('--to <day>', 'last day (default: yesterday, the last whole day)', parseDay)
    .addOption(parallelOption())
    .option('--dry-run', 'only say which days would be written')
    .action((options: Options) =>
      runCommand({ name: 'facet snapshot', parallel: options.parallel }, async (scope) => {
        const { runSnapshot } = await import('../enrichment/runSnapshot.js');
        const report = await runSnapshot(scope, options);
        if (options.dryRun === true) scope.progress.say(`${report.days} days from ${report.from} to ${report.to}`);
      }),
    );
