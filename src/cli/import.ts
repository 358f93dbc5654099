import { Command, InvalidArgumentError, Option } from 'commander';
import { hasNothingRead, nothingReadCode } from '../ingest/import/report/reportWarnings.js';
import { steadyHeap } from '../lib/process/steadyHeap.js';
import { UserError } from '../lib/errors/UserError.js';
import { reportFailure } from './reportFailure.js';
import { parallelOption } from './runs/parallelOption.js';
import { runCommand, type CommandScope } from './run.js';

interface Options {
  readonly config?: string;
  readonly guess?: string;
  readonly dir?: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly maxRejects?: number;
  readonly rejects: string;
  readonly parallel?: number;
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
    .option('--config <file>', 'YAML file that maps files, tables and queries onto tables; see examples/')
    .addOption(
      new Option(
        '--guess <file>',
        'print a first config for a file, made from its header and its rows; needs no database',
      ).conflicts(['config', 'dir', 'dryRun', 'rejects', 'strict', 'maxRejects', 'parallel']),
    )
    .option('--dir <folder>', 'where the files lie (default: the folder of the config)')
    .option('--dry-run', 'read and check everything, write nothing')
    .option('--rejects <file>', 'CSV file for rejected rows, made when there is one', 'facet-rejects.csv')
    .option('--strict', 'a file with a rejected row fails, and nothing of it is kept')
    .option('--max-rejects <n>', 'a file with more rejected rows fails, and nothing of it is kept', wholeNumber)
    .addOption(parallelOption())
    .addHelpText(
      'after',
      `
Exit codes:
  0    done; rejected rows are told
  1    a failure that the sentence says how to mend, --strict and --max-rejects among it
  ${nothingReadCode}   done, but no row of a source was read, or every row of one was rejected; the rest is imported
  70   a fault of Facet's
  130  interrupted; what was not finished was rolled back
A dry run ends with the code that the run would end with.`,
    )
    .action(async (options: Options) => {
      const { config, guess } = options;
      steadyHeap();
      try {
        if (guess !== undefined) await printGuess(guess);
        else if (config !== undefined) await importFiles(config, options);
        else throw new UserError('facet import needs --config FILE, or --guess FILE to make a first one.');
      } catch (error) {
        reportFailure(error);
      }
    });

async function printGuess(file: string): Promise<void> {
  const { guessYaml } = await import('../ingest/import/guess/guessYaml.js');
  const { readConfig } = await import('../config.js');
  const { reservedNames } = await import('../enrichment/reservedNames.js');
  process.stdout.write(await guessYaml(file, { reserved: reservedNames(readConfig(process.env)) }));
}

async function importFiles(
  configFile: string,
  { dir, dryRun = false, strict = false, maxRejects, rejects, parallel }: Options,
): Promise<void> {
  const { changingCatalogue } = await import('../bi/changingCatalogue.js');
  const { warnOfDemo } = await import('../demo/existingData.js');
  const { formatImportReport } = await import('../ingest/import/report/formatImportReport.js');
  const { runImport } = await import('../ingest/import/runImport.js');
  await runCommand({ name: 'facet import', parallel }, async (scope) => {
    await warnOfDemo(scope);
    const { checkAfter, validateAfter } = await import('./steps/validateAfter.js');
    await checkAfter(scope, 'import');
    const importing = {
      configFile,
      dir,
      dryRun,
      maxRejects: strict ? 0 : maxRejects,
      rejectsFile: rejects,
      signal: scope.signal,
    };
    // The report is said before the views follow, which may wait for their readers.
    const work = async (inner: CommandScope): Promise<void> => {
      const report = await runImport(inner, importing);
      for (const line of formatImportReport(report)) inner.progress.say(line);
      if (hasNothingRead(report)) process.exitCode = nothingReadCode;
    };
    await changingCatalogue(scope, work, { dryRun });
    if (dryRun) return;
    await validateAfter(scope, 'import');
  });
}
