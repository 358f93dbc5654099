import { accessSync, closeSync, constants, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { UserError } from '../lib/errors/UserError.js';
import { ValidationStatus } from '../words/validationWords.js';
import { writeWhole } from './supergraph/writeWhole.js';
import { runCommand, type CommandScope } from './run.js';

interface Options {
  readonly readiness?: boolean;
  readonly check?: readonly string[];
  readonly failOn?: 'error' | 'warning';
  readonly html?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

/** Ends a command whose findings are as bad as `--fail-on` says. */
const failedCode = 2;

const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

/** Whether findings are as bad as a word says, or worse. */
const isAsBad = ({ errors, warnings }: { errors: number; warnings: number }, word: Options['failOn']): boolean =>
  word !== undefined && (errors > 0 || (word === 'warning' && warnings > 0));

async function printReadiness(scope: CommandScope, { json = false }: Options): Promise<void> {
  const { readReadiness } = await import('../validation/runValidation.js');
  const readiness = await readReadiness(scope);
  if (json) return printJson(readiness);
  const { formatReadiness } = await import('../validation/report/formatReadiness.js');
  print(formatReadiness(readiness));
}

function toFile(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new UserError(`The report cannot be written to ${file}: ${(error as Error).message}.`);
  }
}

async function validate(scope: CommandScope, options: Options): Promise<void> {
  const { check: only, json = false, html, failOn, dryRun } = options;
  // A file that cannot be written is told before the checks are made; a report that is there stays until the new one is.
  if (html !== undefined)
    toFile(html, () => {
      if (existsSync(html)) closeSync(openSync(html, 'a'));
      else accessSync(dirname(html), constants.W_OK);
    });
  const { runValidation } = await import('../validation/runValidation.js');
  const report = await runValidation(scope, { only, dryRun });
  if (html !== undefined) {
    const { readTrend } = await import('../validation/report/readTrend.js');
    const { validationPage } = await import('../validation/report/html/validationPage.js');
    const { client, now } = scope;
    const page = validationPage(report, await readTrend(client), { runId: report.runId, now });
    await writeWhole(html, page);
    scope.progress.say(`The report is in ${html}.`);
  }
  if (json) printJson(report);
  else {
    const { formatValidation } = await import('../validation/report/formatValidation.js');
    print(formatValidation(report));
  }
  if (report.status === ValidationStatus.NOTHING_TO_CHECK) scope.progress.say('There are no rows to check.');
  if (isAsBad(report, failOn)) process.exitCode = failedCode;
}

/** `facet validate` */
export const validateCommand = (): Command =>
  new Command('validate')
    .description('Checks the data, and tells what is wrong with it and what it is ready for')
    .option('--check <ids...>', 'make only these checks, such as TXN_RETURN_SIGN')
    .option('--html <file>', 'also write the report as one HTML page')
    .option('--json', 'print the report as JSON')
    .addOption(
      new Option('--fail-on <severity>', 'end with a failure where there is an error, or a warning').choices([
        'error',
        'warning',
      ]),
    )
    .addOption(
      new Option('--readiness', 'only tell what each feature needs and what of it is there; keep nothing').conflicts([
        'check',
        'html',
        'failOn',
        'dryRun',
      ]),
    )
    .option('--dry-run', 'make the checks and print the report; keep nothing')
    .addHelpText(
      'after',
      `
Thresholds, checks of your own and flags of columns stand below "validation:" in the file of FACET_CONFIG: docs/validation.md.

Exit codes:
  0    the checks were made
  1    a failure that the sentence says how to mend
  ${failedCode}    the checks were made, and --fail-on says that what they found is a failure
  70   a fault of Facet's
  130  interrupted; nothing was kept`,
    )
    .action((options: Options) =>
      runCommand({ name: 'facet validate' }, (scope) =>
        options.readiness === true ? printReadiness(scope, options) : validate(scope, options),
      ),
    );
