import { Command } from 'commander';
import { plural } from '../../lib/text/plural.js';
import { printable } from '../../lib/text/printable.js';
import { runCommand, type CommandScope } from '../run.js';
import { checkLines } from './checkLines.js';
import type { CheckOptions } from './readChecked.js';

const name = 'facet documents';

/** Ends a command whose manifest has faults. */
const faultyCode = 2;

interface DryRun {
  readonly dryRun?: boolean;
}

interface PublishOptions extends CheckOptions, DryRun {
  readonly client?: string;
}

const dryRunOption = ['--dry-run', 'check everything, say what would happen, write nothing'] as const;
const schemaOption = [
  '--schema <file>',
  'check against the SDL of a file, as of a gateway over several subgraphs',
] as const;

const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

async function check(scope: CommandScope, file: string, options: CheckOptions): Promise<void> {
  const { readChecked } = await import('./readChecked.js');
  const documents = await readChecked(scope, file, options);
  print(checkLines(file, documents));
  if (documents.some(({ faults }) => faults.length > 0)) process.exitCode = faultyCode;
}

async function publish(scope: CommandScope, file: string, options: PublishOptions): Promise<void> {
  const { role: roles, client: by, dryRun = false } = options;
  const { readChecked } = await import('./readChecked.js');
  const documents = await readChecked(scope, file, options);
  for (const line of checkLines(file, documents)) scope.progress.say(line);
  if (documents.some(({ faults }) => faults.length > 0)) {
    scope.progress.say('Nothing was published.');
    process.exitCode = faultyCode;
    return;
  }
  const { publishDocuments } = await import('../../documents/publishDocuments.js');
  const { withRollback } = await import('../../db/withRollback.js');
  const say = ({ published, widened, unchanged }: Awaited<ReturnType<typeof publishDocuments>>): void =>
    scope.progress.say(
      `${plural(published, 'document')} ${dryRun ? 'would be published' : 'published'}, ` +
        `${widened} for more roles than before, ${unchanged} as before.`,
    );
  const write = async (client: CommandScope['client']): Promise<void> =>
    say(await publishDocuments(client, documents, { by, roles, now: scope.now }));
  await (dryRun ? withRollback(scope.client, write) : write(scope.client));
}

async function list({ client }: CommandScope, { retired = false }: { readonly retired?: boolean }): Promise<void> {
  const { listDocuments } = await import('../../documents/listDocuments.js');
  for (const one of await listDocuments(client, { retired })) {
    const parts = [
      one.id,
      one.name ?? '-',
      one.type,
      `published ${one.publishedAt}${one.publishedBy === null ? '' : ` by ${one.publishedBy}`}`,
      one.roles === null ? 'all roles' : `for ${one.roles.join(', ')}`,
      ...(one.retiredAt === null ? [] : [`retired ${one.retiredAt}`]),
    ];
    process.stdout.write(`${parts.map(printable).join('\t')}\n`);
  }
}

async function retire(scope: CommandScope, ids: readonly string[], { dryRun = false }: DryRun): Promise<void> {
  const { retireDocuments } = await import('../../documents/retireDocuments.js');
  const { withRollback } = await import('../../db/withRollback.js');
  if (dryRun) await withRollback(scope.client, (inside) => retireDocuments(inside, ids, scope.now));
  else await retireDocuments(scope.client, ids, scope.now);
  scope.progress.say(`${plural(new Set(ids).size, 'document')} ${dryRun ? 'would be retired' : 'retired'}.`);
}

const exitCodes = `
Exit codes:
  0    the documents are good
  1    a failure that the sentence says how to mend
  ${faultyCode}    documents have faults; nothing was published`;

function defineReading(documents: Command): void {
  documents
    .command('check <file>')
    .description('checks a manifest against the live schema, and tells the faults of each document by line and column')
    .option('--role <names...>', 'also against the limits of these roles')
    .option(...schemaOption)
    .addHelpText('after', exitCodes)
    .action((file: string, options: CheckOptions) => runCommand({ name }, (scope) => check(scope, file, options)));
  documents
    .command('list')
    .description('names the published documents, without their texts')
    .option('--retired', 'those too that are answered no more')
    .action((options: { retired?: boolean }) => runCommand({ name }, (scope) => list(scope, options)));
}

function defineWriting(documents: Command): void {
  documents
    .command('publish <file>')
    .description('checks a manifest and publishes its documents, all or none; running servers answer them at once')
    .option('--role <names...>', 'only viewers of these roles may ask for them; all roles unless told')
    .option('--client <name>', 'the program whose documents they are, kept with them')
    .option(...schemaOption)
    .option(...dryRunOption)
    .addHelpText('after', exitCodes)
    .action((file: string, options: PublishOptions) => runCommand({ name }, (scope) => publish(scope, file, options)));
  documents
    .command('retire <ids...>')
    .description('ends documents; running servers answer them no more')
    .option(...dryRunOption)
    .action((ids: string[], options: DryRun) => runCommand({ name }, (scope) => retire(scope, ids, options)));
}

/** `facet documents check | publish | list | retire` */
export function documentsCommand(): Command {
  const documents = new Command('documents').description('Trusted documents: what clients ask for by an id or a name');
  defineReading(documents);
  defineWriting(documents);
  return documents.addHelpText(
    'after',
    `
A manifest is Apollo's ({ "format": "apollo-persisted-query-manifest", "version": 1, "operations": [{ id, name, type, body }] })
or Relay's, an object of texts by their ids. Which roles may send published documents alone, "access.roles" says: docs/trusted-documents.md.`,
  );
}
