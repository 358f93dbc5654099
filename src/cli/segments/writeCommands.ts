import { InvalidArgumentError, Option, type Command } from 'commander';
import { plural } from '../../lib/text/plural.js';
import { printable } from '../../lib/text/printable.js';
import { parseDay } from '../days.js';
import { runCommand, type CommandScope } from '../run.js';

const name = 'facet segments';

interface DryRun {
  readonly dryRun?: boolean;
}

const dryRunOption = ['--dry-run', 'check everything, say what would happen, write nothing'] as const;

interface UploadOptions extends DryRun {
  readonly by: string;
  readonly column?: string;
  readonly name?: string;
  readonly id?: string;
  readonly replace?: boolean;
  readonly rejects: string;
}

async function upload(scope: CommandScope, file: string, { by, rejects, ...options }: UploadOptions): Promise<void> {
  const { uploadList } = await import('../../segmentWriting/lists/uploadList.js');
  const uploaded = { file, system: by, rejectsFile: rejects, uploadedBy: name, ...options };
  const { listId, rows, matched, unmatched, ambiguous, column } = await uploadList(scope, uploaded);
  const read = `${plural(rows, 'row')} read${column === null ? '' : ` from the column "${column}"`}`;
  const done = options.dryRun === true ? 'would be on' : 'on';
  scope.progress.say(`${read}, ${plural(matched, 'customer')} ${done} the list "${listId}"`);
  if (unmatched + ambiguous > 0)
    scope.progress.say(
      `warning: ${plural(unmatched, 'value')} of nobody, ${plural(ambiguous, 'value')} of several customers; they are in ${rejects}`,
    );
}

async function apply(scope: CommandScope, { dryRun = false }: DryRun): Promise<void> {
  const { applySegments } = await import('../../segmentWriting/verbs/applySegments.js');
  const { applyLines } = await import('../../segmentWriting/verbs/applyLines.js');
  const report = await applySegments(scope, { dryRun });
  for (const line of applyLines(report, dryRun)) scope.progress.say(line);
}

interface MaterialiseOptions extends DryRun {
  readonly day?: string;
  readonly from?: string;
  readonly to?: string;
}

async function materialise(
  scope: CommandScope,
  segmentId: string | undefined,
  { day, dryRun = false, ...stretch }: MaterialiseOptions,
): Promise<void> {
  const { materialise: write } = await import('../../segmentWriting/days/materialise.js');
  const { dayLine } = await import('../../segmentWriting/days/dayLine.js');
  const { from, to } = day === undefined ? stretch : { from: day, to: day };
  let days = 0;
  const { failed } = await write(scope, { segmentId, from, to, dryRun, signal: scope.signal }, (written) => {
    days += 1;
    scope.progress.say(dayLine(written, dryRun));
  });
  for (const sentence of failed) scope.progress.say(`warning: ${sentence}`);
  if (days === 0 && failed.length === 0) scope.progress.say('Nothing to write: all days are written.');
  if (failed.length > 0) process.exitCode = 1;
}

async function printLists(scope: CommandScope): Promise<void> {
  const { jobScope } = await import('../../segmentWriting/jobScope.js');
  const { findListPage } = await import('../../membership/readLists.js');
  const size = 100_000;
  const lists = await findListPage(await jobScope(scope), {
    size,
    backwards: false,
    after: undefined,
    before: undefined,
  });
  for (const { id, name: title, system, matched, uploadedAt } of lists)
    process.stdout.write(
      `${[id, title, `by ${system}`, plural(matched, 'customer'), uploadedAt].map(printable).join('\t')}\n`,
    );
}

function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text.trim();
}

/** Defines the commands that write segments, their members and uploaded lists. */
export function defineWriting(segments: Command): void {
  segments
    .command('upload <file>')
    .description('a list of customers for segments: CSV, NDJSON or Parquet by its name, else one identifier a line')
    .requiredOption(
      '--by <system>',
      'the system of the identifiers, such as email; "id" for keys of customers',
      notEmpty,
    )
    .option('--column <name>', 'the column with the identifiers (default: the only one, or that of the system)')
    .option('--name <name>', 'what the list is called (default: the name of the file)')
    .option('--id <id>', 'the id by which definitions name it (default: made of the name)')
    .option('--replace', 'write a list of that id anew')
    .option('--rejects <file>', 'CSV file for values of nobody or several, made when there is one', 'facet-rejects.csv')
    .option(...dryRunOption)
    .action((file: string, options: UploadOptions) => runCommand({ name }, (scope) => upload(scope, file, options)));
  segments
    .command('lists')
    .description('the uploaded lists, one a line')
    .action(() => runCommand({ name }, printLists));
  segments
    .command('apply')
    .description('does what "segments:" in the config file (FACET_CONFIG) says; what is so already is left alone')
    .option(...dryRunOption)
    .action((options: DryRun) => runCommand({ name }, (scope) => apply(scope, options)));
  segments
    .command('materialise [segment]')
    .description('writes who is in the segments that are materialised, day by day; of one segment whether or not it is')
    .addOption(
      new Option('--day <day>', 'this day, which may have been written already')
        .argParser(parseDay)
        .conflicts(['from', 'to']),
    )
    .option('--from <day>', 'the days with snapshots from this one on', parseDay)
    .option('--to <day>', 'the days with snapshots up to this one', parseDay)
    .option(...dryRunOption)
    .addHelpText(
      'after',
      `
Without a day: those behind the newest written one, and those whose snapshot was written anew since.
"facet daily" does the same after its snapshots.`,
    )
    .action((id: string | undefined, options: MaterialiseOptions) =>
      runCommand({ name }, (scope) => materialise(scope, id, options)),
    );
}
