import { Command, Option } from 'commander';
import type { AuditQuestion, FoundEntry } from '../../audit/findEntries.js';
import { plural } from '../../lib/text/plural.js';
import { printable } from '../../lib/text/printable.js';
import { UserError } from '../../lib/errors/UserError.js';
import { auditDoors, auditKinds } from '../../words/audit/auditWords.js';
import { runCommand, type CommandScope } from '../run.js';
import { readDuration } from '../../lib/time/readDuration.js';

const name = 'facet audit';

interface Options extends AuditQuestion {
  readonly limit: number;
  readonly json?: boolean;
}

/** An instant of the command line: ISO 8601, in UTC where it names no zone, or how long ago, such as `90m`, `12h` or `7d`. */
function parseInstant(text: string, now = new Date()): string {
  const ago = readDuration(text);
  // Before the first of January 1970 there was no log.
  if (ago !== undefined) return new Date(Math.max(0, now.getTime() - ago)).toISOString();
  const isIso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text);
  const instant = new Date(/T.*(Z|[+-]\d{2}:\d{2})$|^.{10}$/.test(text) ? text : `${text}Z`);
  if (isIso && !Number.isNaN(instant.getTime())) return instant.toISOString();
  throw new UserError(
    `"${printable(text)}" is no instant: write it as 2026-03-31, 2026-03-31T09:00:00Z, or how long ago, as 90m, 12h or 7d.`,
  );
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= 100_000) return limit;
  throw new UserError(`"${printable(text)}" is no number from 1 to 100000.`);
}

const said = (label: string, text: string | null): string[] => (text === null ? [] : [`${label}${text}`]);

/** An entry as one line. */
function lineOf(entry: FoundEntry): string {
  const { at, kind, door, viewer, role, operation, piiClasses, customers, codes, subject, lost, requestId } = entry;
  const parts = [
    at,
    kind,
    door,
    viewer ?? '-',
    ...said('role ', role),
    ...said('', operation),
    ...said('', subject),
    ...(piiClasses.length > 0 ? [piiClasses.join(', ')] : []),
    ...(customers > 0 ? [plural(customers, 'customer')] : []),
    ...(codes.length > 0 ? [codes.join(', ')] : []),
    ...(lost === null ? [] : [`${lost} entries lost`]),
    ...said('request ', requestId),
  ];
  return parts.map(printable).join('\t');
}

async function print({ client, progress }: CommandScope, { limit, json, ...question }: Options): Promise<void> {
  if (question.since !== undefined && question.until !== undefined && question.since >= question.until)
    throw new UserError(`"--since" (${question.since}) is not before "--until" (${question.until}).`);
  const { countLarge, findEntries } = await import('../../audit/findEntries.js');
  const { mostPersons } = await import('../../audit/AuditEntry.js');
  const entries = await findEntries(client, question, limit);
  for (const entry of entries.toReversed()) {
    process.stdout.write(`${json === true ? JSON.stringify(entry) : lineOf(entry)}\n`);
  }
  if (entries.length === 0) progress.say('No entry of the audit log fits.');
  if (entries.length === limit) progress.say(`The newest ${limit} are shown; --limit shows more.`);
  if (question.customer === undefined) return;
  const large = await countLarge(client, question);
  if (large > 0)
    progress.say(
      `In this time ${plural(large, 'request')} read more than ${mostPersons} customers, of whom the first ${mostPersons} alone are known.`,
    );
}

/** `facet audit` */
export const auditCommand = (): Command =>
  new Command('audit')
    .description('Shows who asked and changed what: the audit log, the oldest first')
    .option(
      '--since <instant>',
      'from then on: 2026-03-31, 2026-03-31T09:00:00Z, or how long ago: 90m, 12h, 7d',
      (text) => parseInstant(text),
    )
    .option('--until <instant>', 'before then', (text) => parseInstant(text))
    .option('--who <name>', 'by this key, subject of a token, or user')
    .option('--customer <id>', 'that read this customer')
    .option('--operation <text>', 'whose name has this text in it')
    .option('--code <code>', 'with this code of a refusal or error')
    .addOption(new Option('--kind <kind>', 'of this kind').choices(auditKinds))
    .addOption(new Option('--door <door>', 'by this door').choices(auditDoors))
    .option('--limit <number>', 'the newest of them at the most', parseLimit, 100)
    .option('--json', 'one JSON object a line')
    .addHelpText(
      'after',
      `
Examples:
  facet audit --since 7d --who partner
  facet audit --customer 1111113001034507 --json
  facet audit --kind REFUSED --code REQUEST_RATE_LIMITED

What an entry says: docs/audit.md.`,
    )
    .action((options: Options) => runCommand({ name }, (scope) => print(scope, options)));
