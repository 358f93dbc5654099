import type { Command } from 'commander';
import { describe, expect, it } from '@jest/globals';
import { aliasesCommand } from '../../src/cli/aliases.js';
import { backupCommand } from '../../src/cli/keeping/backup.js';
import { restoreCommand } from '../../src/cli/keeping/restore.js';
import { retentionCommand } from '../../src/cli/keeping/retention.js';
import { biCommand } from '../../src/cli/bi.js';
import { buildCommand } from '../../src/cli/build.js';
import { dailyCommand } from '../../src/cli/daily.js';
import { parseDay } from '../../src/cli/days.js';
import { demoCommand } from '../../src/cli/demo.js';
import { discardedCommand } from '../../src/cli/discarded.js';
import { distributeCommand } from '../../src/cli/distribution/distribute.js';
import { documentsCommand } from '../../src/cli/documents/documentsCommand.js';
import { enrichCommand } from '../../src/cli/enrich.js';
import { importCommand } from '../../src/cli/import.js';
import { keysCommand } from '../../src/cli/keys.js';
import { migrateCommand } from '../../src/cli/migrate.js';
import { resetCommand } from '../../src/cli/reset.js';
import { schemaCommand } from '../../src/cli/schema.js';
import { segmentsCommand } from '../../src/cli/segments/segmentsCommand.js';
import { serveCommand } from '../../src/cli/serve.js';
import { snapshotCommand } from '../../src/cli/snapshot.js';
import { campaignsCommand } from '../../src/cli/campaigns.js';
import { validateCommand } from '../../src/cli/validate.js';
import { refusal } from '../support/refusal.js';
import { runInProcess } from './inProcess.js';

const commands: Readonly<Record<string, () => Command>> = {
  aliases: aliasesCommand,
  backup: backupCommand,
  restore: restoreCommand,
  retention: retentionCommand,
  bi: biCommand,
  build: buildCommand,
  daily: dailyCommand,
  demo: demoCommand,
  discarded: discardedCommand,
  distribute: distributeCommand,
  documents: documentsCommand,
  enrich: enrichCommand,
  import: importCommand,
  keys: keysCommand,
  migrate: migrateCommand,
  reset: resetCommand,
  schema: schemaCommand,
  segments: segmentsCommand,
  serve: serveCommand,
  snapshot: snapshotCommand,
  validate: validateCommand,
  campaigns: campaignsCommand,
};

/** Nothing listens there: a command that went as far as its database would say so. */
const nowhere = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };

const run = (line: string) => {
  const [name = '', ...args] = line.split(' ');
  const make = commands[name];
  if (make === undefined) throw new Error(`There is no command ${name}`);
  return runInProcess(make(), args, nowhere);
};

describe('a command line that is refused before anything is opened', () => {
  const noDay = (text: string) => `facet: "${text}" is not a day of the calendar, written YYYY-MM-DD.`;
  it.each([
    ['aliases list --as-of 2026-02-30', noDay('2026-02-30')],
    ['backup', "error: missing required argument 'file'"],
    ['restore --replace', "error: missing required argument 'file'"],
    ['retention 5', 'error: too many arguments. Expected 0 arguments but got 1.'],
    ['aliases add', "error: missing required argument 'alias'"],
    [
      'aliases add A --type json',
      'Allowed choices are text, boolean, integer, bigint, decimal, float, date, datetime.',
    ],
    ['aliases add A --from tomorrow', noDay('tomorrow')],
    [
      'aliases add A --definition X --metric Y',
      "option '--metric <name>' cannot be used with option '--definition <name>'",
    ],
    ['aliases rename A', "error: missing required argument 'new-alias'"],
    ['aliases retire A --on 2026-2-3', noDay('2026-2-3')],
    ['aliases index', "error: missing required argument 'alias'"],
    ['aliases drop A', "error: unknown command 'drop'"],
    ['bi --port 65536', 'A port is a number from 0 to 65535.'],
    ['bi --port -1', 'A port is a number from 0 to 65535.'],
    ['bi --port 54.5', 'A port is a number from 0 to 65535.'],
    ['bi --port 0x10', 'A port is a number from 0 to 65535.'],
    ['build --explain', "error: option '--explain <customer>' argument missing"],
    ['build --explain x --all', "option '--explain <customer>' cannot be used with option '--all'"],
    ['build --explain x --dry-run', "option '--explain <customer>' cannot be used with option '--dry-run'"],
    ['daily --days 3', "error: unknown option '--days'"],
    ['documents check', "error: missing required argument 'file'"],
    ['documents publish m.json --role', "error: option '--role <names...>' argument missing"],
    ['documents retire', "error: missing required argument 'ids'"],
    ['documents drop x', "error: unknown command 'drop'"],
    ['demo --customers 0', 'It must be a whole number from 1 to 1000000.'],
    ['demo --customers 1000001', 'It must be a whole number from 1 to 1000000.'],
    ['demo --customers 1.5', 'It must be a whole number from 1 to 1000000.'],
    ['demo --days 401', 'It must be a whole number from 1 to 400.'],
    ['demo --days many', 'It must be a whole number from 1 to 400.'],
    ['demo --seed -1', 'It must be a whole number from 0 to 2147483647.'],
    ['demo --seed 2147483648', 'It must be a whole number from 0 to 2147483647.'],
    ['demo --last-day 2026-04-31', noDay('2026-04-31')],
    ['distribute --shards 0', 'It must be a whole number from 1 to 4096.'],
    ['distribute --shards 4097', 'It must be a whole number from 1 to 4096.'],
    ['distribute --shards 1e2', 'It must be a whole number from 1 to 4096.'],
    ['distribute --status --dry-run', "cannot be used with option '--status'"],
    ['distribute --status --shards 8', "option '--status' cannot be used with option '--shards <number>'"],
    ['discarded all', 'error: too many arguments'],
    ['enrich --as-of 0000-01-01', noDay('0000-01-01')],
    ['enrich --only', "error: option '--only <attributes...>' argument missing"],
    ['enrich --parallel 0', 'It is not a whole number from 1 on.'],
    ['snapshot --parallel 65', 'facet: --parallel 65 is more than 64.'],
    ['import --guess x --parallel 2', "option '--guess <file>' cannot be used with option '--parallel <n>'"],
    ['import --max-rejects -1 --config x', 'It is not a whole number.'],
    ['import --max-rejects 1e3 --config x', 'It is not a whole number.'],
    ['import --guess x --strict', "option '--guess <file>' cannot be used with option '--strict'"],
    ['import --guess x --config y', "option '--guess <file>' cannot be used with option '--config <file>'"],
    ['keys create', "error: missing required argument 'name'"],
    ['keys create a b', 'error: too many arguments'],
    ['keys revoke', "error: missing required argument 'name'"],
    ['migrate --to 0003', "error: unknown option '--to'"],
    ['reset --force', "error: unknown option '--force'"],
    ['schema --json', "error: unknown option '--json'"],
    ['segments explain', "error: missing required argument 'customer'"],
    ['segments diff x --from 2026-01-01', "error: required option '--to <day>' not specified"],
    ['segments count x --as-of 2026-02-30', noDay('2026-02-30')],
    ['segments upload x', "error: required option '--by <system>' not specified"],
    [
      'segments materialise --day 2026-01-01 --to 2026-01-02',
      "option '--day <day>' cannot be used with option '--to <day>'",
    ],
    ['segments drop x', "error: unknown command 'drop'"],
    ['serve --port 4000', "error: unknown option '--port'"],
    ['snapshot --from 2026-13-01', noDay('2026-13-01')],
    ['snapshot --to 01.03.2026', noDay('01.03.2026')],
  ])('facet %s', async (line, sentence) => {
    const { code, stdout, stderr } = await run(line);
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining(sentence)]);
    expect(stderr).not.toContain('cannot be reached');
  });
});

/** What a command tells of itself, of its options and of the commands below it. */
const textsOf = (command: Command): readonly string[] => [
  command.description(),
  ...command.options.map((option) => option.description),
  ...command.commands.flatMap(textsOf),
];

describe('help', () => {
  it.each(Object.entries(commands))('of facet %s says what each thing does, and opens nothing', async (name, make) => {
    const { code, stdout, stderr } = await run(`${name} --help`);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(String.raw`^Usage: ${name} \[options\]`));
    expect(make().description()).toMatch(/^[A-Z].*[^.]$/s);
    expect(textsOf(make()).filter((text) => !/\S \S/.test(text))).toEqual([]);
  });

  it('is given by every command that writes for a run that does not', () => {
    const leaves = Object.values(commands).flatMap((make) => {
      const command = make();
      return command.commands.length === 0 ? [command] : command.commands;
    });
    const without = leaves.filter((command) => !command.options.some(({ long }) => long === '--dry-run'));
    expect(without.map((command) => `${command.parent?.name() ?? ''} ${command.name()}`.trim()).toSorted()).toEqual([
      'aliases list',
      'campaigns list',
      'campaigns plan',
      'campaigns results',
      'discarded',
      'documents check',
      'documents list',
      'keys list',
      'schema',
      'segments count',
      'segments diff',
      'segments explain',
      'segments list',
      'segments lists',
      'segments members',
      'segments show',
      'serve',
    ]);
  });
});

describe('a database that cannot be used', () => {
  it.each([
    'schema',
    'keys list',
    'aliases list',
    'aliases heal',
    'discarded',
    'documents list',
    'migrate',
    'migrate --dry-run',
    'bi --dry-run',
  ])('ends facet %s with a sentence', async (line) => {
    expect(await run(line)).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^facet: The database of DATABASE_URL cannot be reached: nothing listens there \(.*\)\.\n$/,
      ),
    });
  });

  it.each([
    [{ DATABASE_URL: 'mysql://x' }, /^facet: .*DATABASE_URL/],
    [
      { ...nowhere, FACET_CONFIG: '/nowhere.yml' },
      /^facet: The config file \/nowhere\.yml \(FACET_CONFIG\) cannot be read/,
    ],
    [{ ...nowhere, PORT: 'many' }, /^facet: .*PORT/],
  ])('by the environment %j is told by the name of what is wrong', async (environment, sentence) => {
    const { code, stdout, stderr } = await runInProcess(schemaCommand(), [], environment);
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(sentence)]);
  });
});

describe('parseDay', () => {
  it.each(['2026-01-01', '2024-02-29', '0001-01-01', '9999-12-31'])('takes %s', (day) => {
    expect(parseDay(day)).toBe(day);
  });

  it.each(['', '2026-02-29', '2026-1-1', '26-01-01', 'today', '2026-01-01 '])('refuses %j', (text) => {
    expect(() => parseDay(text)).toThrow(refusal(`"${text}" is not a day of the calendar, written YYYY-MM-DD.`));
  });
});
