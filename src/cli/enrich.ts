import { Command } from 'commander';
import { parseDay } from './days.js';
import { parallelOption } from './runs/parallelOption.js';
import { runCommand } from './run.js';

interface Options {
  readonly asOf?: string;
  readonly only?: readonly string[];
  readonly rebuild?: boolean;
  readonly parallel?: number;
  readonly dryRun?: boolean;
}

/** `facet enrich` */
export const enrichCommand = (): Command =>
  new Command('enrich')
    .description(
      'Works out the attributes of every customer as of a day: the enriched table and the snapshot of that day',
    )
    .option('--as-of <day>', 'the day, YYYY-MM-DD, up to its end (default: yesterday)', parseDay)
    .option('--only <attributes...>', 'make only these attributes anew, in results of the same day that are there')
    .option('--rebuild', 'read all of the activity again, not only what is new')
    .addOption(parallelOption())
    .option('--dry-run', 'check the settings and say what would be done; write nothing')
    .addHelpText(
      'after',
      '\nThe keys below "enrichment:" of the config file (FACET_CONFIG) say which tables and columns are read.',
    )
    .action((options: Options) =>
      runCommand({ name: 'facet enrich', parallel: options.parallel }, async (scope) => {
        const { buildFirst, wouldBuild } = await import('./steps/buildFirst.js');
        const { checkAfter, validateAfter } = await import('./steps/validateAfter.js');
        await checkAfter(scope, 'enrich');
        if (options.dryRun === true) {
          for (const line of await wouldBuild(scope)) scope.progress.say(line);
          const { describeEnrich } = await import('../enrichment/describeEnrich.js');
          for (const line of await describeEnrich(scope, options)) scope.progress.say(line);
          return;
        }
        await buildFirst(scope);
        const { runEnrich } = await import('../enrichment/runEnrich.js');
        const { formatEnrichReport } = await import('../enrichment/enrichReport.js');
        await runEnrich(scope, options, (report) => {
          for (const line of formatEnrichReport(report)) scope.progress.say(line);
        });
        // Those of a later day, and where only some were made, are left behind what was built.
        const { refreshTransactionAttributes } = await import('../enrichment/writeTransactionAttributes.js');
        await refreshTransactionAttributes(scope);
        await validateAfter(scope, 'enrich');
      }),
    );
