import { Command, Option } from 'commander';
import { wholeNumberOption } from '../options/wholeNumberOption.js';
import { runCommand, type CommandScope } from '../run.js';

interface Options {
  readonly dryRun?: boolean;
  readonly shards?: number;
  readonly status?: boolean;
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function showStatus({ client, progress }: CommandScope): Promise<void> {
  const { distributionStatus, liesAsWanted } = await import('../../distribution/distributionStatus.js');
  const { plural } = await import('../../lib/text/plural.js');
  const states = await distributionStatus(client, (table) => progress.update(`counting ${table}`));
  print(['table', 'wanted', 'found', 'shards', 'rows', 'bytes', 'why'].join('\t'));
  for (const { table, wanted, found, shards, rows, bytes, why } of states)
    print([table, wanted, found, shards, rows, bytes, why].join('\t'));
  const open = states.filter((state) => !liesAsWanted(state)).length;
  progress.say(
    open === 0
      ? 'All tables lie as they are to.'
      : `${plural(open, 'table')} ${open === 1 ? 'does' : 'do'} not lie as ${open === 1 ? 'it is' : 'they are'} to.`,
  );
}

async function showStatements({ client }: CommandScope, shards: number | undefined): Promise<void> {
  const { distributeStatements } = await import('../../distribution/runDistribute.js');
  for (const { says, statements } of await distributeStatements(client, shards)) {
    print(`-- ${says}`);
    for (const statement of statements.length === 1 ? statements : ['begin', ...statements, 'commit'])
      print(`${statement};`);
  }
}

async function distribute(scope: CommandScope, shards: number | undefined): Promise<void> {
  const { runDistribute } = await import('../../distribution/runDistribute.js');
  const placed = await runDistribute(scope, { shards, isEmbedded: scope.database.isEmbedded });
  scope.progress.say(
    placed === 0
      ? 'Every table was placed already.'
      : 'The database is distributed. Start servers and jobs anew: they look for that when they start.',
  );
}

/** `facet distribute` */
export const distributeCommand = (): Command =>
  new Command('distribute')
    .description('Distributes the tables over the nodes of a Citus cluster, by customers, with their rows')
    .option(
      '--shards <number>',
      'shards of the group of tables, 32 unless told; fixed with the first run',
      wholeNumberOption(1, 4096),
    )
    .addOption(new Option('--dry-run', 'print the statements, on any PostgreSQL; run none').conflicts('status'))
    .addOption(
      new Option(
        '--status',
        'print where each table is to lie and lies, with shards, rows and bytes; change nothing',
      ).conflicts('shards'),
    )
    .addHelpText(
      'after',
      `
DATABASE_URL names the coordinator of the cluster. Stop servers and jobs first: a table that is being placed takes no
writes. Each table is placed as a whole; a run that was broken off is finished by the next one, and what is placed stays.

Exit codes:
  0    done, or nothing to do
  1    a failure that the sentence says how to mend
  70   a fault of Facet's
  130  interrupted; the table under way is not placed`,
    )
    .action(({ dryRun = false, status = false, shards }: Options) =>
      runCommand({ name: 'facet distribute' }, (scope) => {
        if (status) return showStatus(scope);
        return dryRun ? showStatements(scope, shards) : distribute(scope, shards);
      }),
    );
