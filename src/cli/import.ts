import { Command, InvalidArgumentError } from 'commander';
import { refreshViews } from '../bi/refreshViews.js';
import { formatImportReport } from '../ingest/import/importReport.js';
import { runImport } from '../ingest/import/runImport.js';
import { runCommand } from './run.js';

interface Options {
  readonly config: string;
  readonly dir?: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly maxRejects?: number;
  readonly rejects: string;
}

/** The number of an option; commander puts its own words around the failure. */
function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(text);
}

/** `facet import` */
export const importCommand = (): Command =>
  new Command('import')
    .description('Loads files into the source tables as a YAML file says, and derives customers and orders from them')
    .requiredOption('--config <file>', 'YAML file that maps files onto tables; see examples/')
    .option('--dir <folder>', 'where the files lie (default: the folder of the config)')
    .option('--dry-run', 'read and check everything, write nothing')
    .option('--rejects <file>', 'CSV file for rejected rows, made when there is one', 'facet-rejects.csv')
    .option('--strict', 'a file with a rejected row fails, and nothing of it is kept')
    .option('--max-rejects <n>', 'a file with more rejected rows fails, and nothing of it is kept', wholeNumber)
    .action(({ config: configFile, dir, dryRun = false, strict = false, maxRejects, rejects }: Options) =>
      runCommand({ name: 'facet import' }, async (scope) => {
        const report = await runImport(scope, {
          configFile,
          dir,
          dryRun,
          maxRejects: strict ? 0 : maxRejects,
          rejectsFile: rejects,
          signal: scope.signal,
        });
        for (const line of formatImportReport(report)) scope.progress.say(line);
        // Imported attributes and alias lists change the catalogue.
        if (!dryRun) await refreshViews(scope.sql);
      }),
    );
