import type { Command } from 'commander';
import { plural } from '../../lib/text/plural.js';
import { printable } from '../../lib/text/printable.js';
import { UserError } from '../../lib/errors/UserError.js';
import { Materialisation, SegmentStatus } from '../../words/segmentWords.js';
import { parseDay } from '../days.js';
import { runCommand, type CommandScope } from '../run.js';
import { openAsker, openSegment } from './openSegment.js';
import { writeLines } from './writeLines.js';

const name = 'facet segments';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const asOfOption = ['--as-of <day>', 'the day that it is asked for (default: now)', parseDay] as const;
const definitionOption = [
  '--definition <file>',
  'a segment in the making: a YAML or JSON file with a definition',
] as const;

interface Asked {
  readonly asOf?: string;
  readonly definition?: string;
}

async function printSegments(scope: CommandScope, { all = false }: { readonly all?: boolean }): Promise<void> {
  const { findSegmentPage } = await import('../../membership/readSegments.js');
  const asker = await openAsker(scope);
  const asked = { statuses: all ? undefined : [SegmentStatus.ACTIVE] };
  let after: string[] | undefined;
  for (;;) {
    const size = 1000;
    const rows = await findSegmentPage(asker.scope, asked, { size, backwards: false, after, before: undefined });
    for (const { id, name: title, status, version, materialise, sentence } of rows.slice(0, size)) {
      const state = [
        `version ${version}`,
        ...(materialise === Materialisation.DAILY ? ['daily'] : []),
        ...(status === SegmentStatus.ARCHIVED ? ['archived'] : []),
      ];
      print([id, title, state.join(', '), sentence].map(printable).join('\t'));
    }
    const last = rows[size - 1];
    if (rows.length <= size || last === undefined) return;
    after = [last.id];
  }
}

async function printSegment(
  scope: CommandScope,
  id: string,
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const { requireSegment } = await import('../../membership/requireSegment.js');
  const { findUsers, findVersions } = await import('../../membership/readSegments.js');
  const asker = await openAsker(scope);
  const segment = await requireSegment(asker.scope, id, 'segment');
  const [versions = []] = await findVersions(asker.scope, [id], 100);
  const [users = []] = await findUsers(asker.scope, [id]);
  if (json) return print(JSON.stringify({ ...segment, versions, usedBy: users.map((user) => user.id) }, null, 2));
  const { stringify } = await import('yaml');
  const lines = [
    `${segment.id}: ${segment.name}`,
    ...(segment.description === null ? [] : [segment.description]),
    segment.sentence,
    `${segment.status.toLowerCase()}, ${segment.materialise === Materialisation.DAILY ? 'members written daily' : 'members not written'}${segment.isFromConfig ? ', from the config file' : ''}`,
    ...(users.length === 0 ? [] : [`named by ${users.map((user) => user.id).join(', ')}`]),
    ...versions.map(
      ({ version, size, createdBy, createdAt }) =>
        `version ${version}: ${size === null ? '' : `${plural(Number(size), 'customer')}, `}by ${createdBy} at ${createdAt}`,
    ),
  ];
  for (const line of lines) print(printable(line));
  process.stdout.write(stringify({ definition: segment.definition }));
}

async function countSegment(
  scope: CommandScope,
  id: string | undefined,
  { asOf, definition: file }: Asked,
): Promise<void> {
  const { asker, definition } = await openSegment(scope, { id, definition: file });
  const { openContext } = await import('../../membership/openContext.js');
  const { countMembers } = await import('../../membership/answers/countMembers.js');
  const [count = 0] = await countMembers(await openContext(asker, asOf, [definition]), [definition]);
  print(String(count));
}

async function writeMembers(
  scope: CommandScope,
  id: string | undefined,
  { asOf, definition: file, out }: Asked & { readonly out?: string },
): Promise<void> {
  const { asker, definition } = await openSegment(scope, { id, definition: file });
  const { openContext } = await import('../../membership/openContext.js');
  const { readMembers } = await import('../../membership/answers/readMembers.js');
  const { csvField } = await import('../../lib/text/csvField.js');
  const context = await openContext(asker, asOf, [definition]);
  let written = 0;
  async function* lines(): AsyncGenerator<string> {
    yield 'customer_id\n';
    for await (const ids of readMembers(scope.client, context, definition)) {
      scope.signal.throwIfAborted();
      yield ids.map((one) => `${csvField(one)}\n`).join('');
      written += ids.length;
      scope.progress.update(`${plural(written, 'customer')} written`);
    }
  }
  await writeLines(out, lines());
  if (out !== undefined) scope.progress.say(`${plural(written, 'customer')} written to ${out}`);
}

async function explainCustomer(
  scope: CommandScope,
  customer: string,
  id: string | undefined,
  { asOf, definition: file }: Asked,
): Promise<void> {
  const { asker, definition, name: title } = await openSegment(scope, { id, definition: file });
  const { openContext } = await import('../../membership/openContext.js');
  const { explainCustomers } = await import('../../membership/answers/explainCustomers.js');
  const { formatExplanation } = await import('../../membership/answers/formatExplanation.js');
  const [found] = await explainCustomers(await openContext(asker, asOf, [definition]), definition, [customer]);
  if (found == null) throw new UserError(`There is no customer "${customer}".`);
  for (const line of formatExplanation(found, { customer, segment: title, isPast: asOf !== undefined }))
    print(printable(line));
}

/** Defines the commands that read segments. */
export function defineReading(segments: Command): void {
  segments
    .command('list')
    .description('the segments in use, one a line: id, name, version, what it says')
    .option('--all', 'those that were put away too')
    .action((options: { all?: boolean }) => runCommand({ name }, (scope) => printSegments(scope, options)));
  segments
    .command('show <segment>')
    .description('a segment with its definition, its versions, and what names it')
    .option('--json', 'print it as JSON')
    .action((id: string, options: { json?: boolean }) =>
      runCommand({ name }, (scope) => printSegment(scope, id, options)),
    );
  segments
    .command('count [segment]')
    .description('how many customers are in a segment')
    .option(...asOfOption)
    .option(...definitionOption)
    .action((id: string | undefined, options: Asked) =>
      runCommand({ name }, (scope) => countSegment(scope, id, options)),
    );
  segments
    .command('members [segment]')
    .description('the keys of the customers in a segment, as CSV with a header')
    .option('--out <file>', 'the file, which is written whole or not at all (default: the standard output)')
    .option(...asOfOption)
    .option(...definitionOption)
    .action((id: string | undefined, options: Asked & { out?: string }) =>
      runCommand({ name }, (scope) => writeMembers(scope, id, options)),
    );
  segments
    .command('explain <customer> [segment]')
    .description('why a customer is in a segment or is not, condition by condition')
    .option(...asOfOption)
    .option(...definitionOption)
    .action((customer: string, id: string | undefined, options: Asked) =>
      runCommand({ name }, (scope) => explainCustomer(scope, customer, id, options)),
    );
}
