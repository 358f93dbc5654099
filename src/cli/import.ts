import { Command } from 'commander';
import { formatImportReport } from '../ingest/import/importReport.js';
import { runImport } from '../ingest/import/runImport.js';
import { runCommand } from './run.js';

interface Options {
  readonly config: string;
  readonly dir?: string;
  readonly dryRun?: boolean;
}

/** `facet import` */
export const importCommand = (): Command =>
  new Command('import')
    .description('Loads files into the source tables as a YAML file says, and derives customers and orders from them')
    .requiredOption('--config <file>', 'YAML file that maps files onto tables; see examples/')
    .option('--dir <folder>', 'where the files lie (default: the folder of the config)')
    .option('--dry-run', 'read and check everything, write nothing')
    .action(({ config: configFile, dir, dryRun = false }: Options) =>
      runCommand({ name: 'facet import' }, async (scope) => {
        const report = await runImport(scope, {
          configFile,
          dryRun,
          signal: scope.signal,
          ...(dir !== undefined && { dir }),
        });
        for (const line of formatImportReport(report)) scope.progress.say(line);
      }),
    );
