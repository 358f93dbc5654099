import { Command, Option } from 'commander';
import { runCommand, type CommandScope } from './run.js';

interface Options {
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly explain?: string;
}

/** `facet build` */
export const buildCommand = (): Command =>
  new Command('build')
    .description('Links source records to customers, and makes customers, identifiers and orders of what was imported')
    .option('--all', 'build also where nothing has changed since the last build')
    .option('--dry-run', 'do everything, say what would change, and take it back')
    .addOption(
      new Option(
        '--explain <customer>',
        'print the records of a customer, what links them, and which order lines and events follow; build nothing',
      ).conflicts(['all', 'dryRun']),
    )
    .addHelpText(
      'after',
      `
The steps, in order: source records are linked to customers; customers and identifiers are derived; order lines that
name a foreign key follow its customer; orders are derived; events follow; transaction and customer attributes are
brought up to yesterday; the data is validated. A run that changes nothing writes nothing.

Keys below "linking:" in the file of FACET_CONFIG:
  by           what links records: any of email, phone, loyalty_id, foreign_key (all of them)
  mostNames    given names, or surnames of an e-mail, beyond which a value is nobody's own (20)
  mostRecords  records that are made one person at the most (63)

Exit codes:
  0    done, or nothing to do; warnings are told
  1    a failure that the sentence says how to mend
  70   a fault of Facet's
  130  interrupted; nothing was written`,
    )
    .action((options: Options) =>
      runCommand({ name: 'facet build' }, (scope) =>
        options.explain === undefined ? build(scope, options) : explain(scope, options.explain),
      ),
    );

async function build(scope: CommandScope, { all, dryRun }: Options): Promise<void> {
  const { checkAfter, validateAfter } = await import('./steps/validateAfter.js');
  await checkAfter(scope, 'build');
  const { runBuild } = await import('../ingest/build/runBuild.js');
  const { formatBuildReport } = await import('../ingest/build/buildReport.js');
  const report = await runBuild(scope, { all, dryRun });
  const lines = report === undefined ? ['Nothing has changed since the last build.'] : formatBuildReport(report);
  for (const line of lines) scope.progress.say(line);
  if (report !== undefined && dryRun !== true) await validateAfter(scope, 'build');
}

async function explain({ client }: CommandScope, customer: string): Promise<void> {
  const { explainCustomer } = await import('../ingest/link/index.js');
  process.stdout.write(`${(await explainCustomer(client, customer)).join('\n')}\n`);
}
