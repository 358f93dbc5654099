import { Command } from 'commander';
import { demoDefaults } from '../demo/fillOptions.js';
import { runCommand } from './run.js';
import { parseDay } from './days.js';
import { wholeNumberOption } from './options/wholeNumberOption.js';

interface Options {
  readonly seed: number;
  readonly customers: number;
  readonly days: number;
  readonly lastDay?: string;
  readonly dryRun?: boolean;
}

/** `facet demo` */
export const demoCommand = (): Command =>
  new Command('demo')
    .description(
      'Fills an empty database with a demo company: customers, orders, visits, campaigns, snapshots; goes on with one that was ended before its snapshots',
    )
    .option(
      '--seed <number>',
      'the same seed gives the same data',
      wholeNumberOption(0, 2_147_483_647),
      demoDefaults.seed,
    )
    .option('--customers <number>', 'how many customers', wholeNumberOption(1, 1_000_000), demoDefaults.customers)
    .option('--days <number>', 'days of snapshots', wholeNumberOption(1, 400), demoDefaults.days)
    .option('--last-day <day>', 'last day with data (default: today)', parseDay)
    .option('--dry-run', 'check everything, say what would be made, write nothing')
    .action((options: Options) =>
      runCommand({ name: 'facet demo' }, async (scope) => {
        const { fillDemo } = await import('../demo/fillDemo.js');
        await fillDemo(scope, options);
      }),
    );
