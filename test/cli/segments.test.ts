import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { segmentsCommand } from '../../src/cli/segments/segmentsCommand.js';
import { openMembers } from '../membership/sample.js';
import type { TestDatabase } from '../support/database.js';
import { openUrl } from '../support/openUrl.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { runInProcess, type Outcome } from './inProcess.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
beforeAll(async () => {
  database = await openMembers();
  door = await openUrl(database);
  folder = await makeTestFolder();
  writeFileSync(join(folder, 'facet.yml'), config);
});
afterAll(async () => {
  door?.close();
  await database?.drop();
  await removeTestFolder(folder);
});

const config = `
segments:
  - id: gold
    name: Gold buyers
    description: Whom we write first.
    materialise: daily
    definition:
      include: { groups: [{ conditions: [{ attribute: { name: TIER, text: { is: gold } } }] }] }
  - id: gold-abroad
    name: Gold buyers abroad
    definition:
      include: { groups: [{ conditions: [{ segment: { id: gold } }, { column: { name: country, text: { isNot: DE } } }] }] }
`;

const run = (...args: string[]): Promise<Outcome> =>
  runInProcess(segmentsCommand(), args, { DATABASE_URL: door.url, FACET_CONFIG: join(folder, 'facet.yml') });

async function done(...args: string[]): Promise<Outcome> {
  const outcome = await run(...args);
  expect([outcome.code, outcome.code === 0 ? '' : outcome.stderr]).toEqual([0, '']);
  return outcome;
}

// One story in order.
describe('facet segments', () => {
  it('applies the config, by a dry run first', async () => {
    expect((await done('apply', '--dry-run')).stderr).toBe(
      'gold: would be made, 2 customers\ngold-abroad: would be made, 0 customers\n',
    );
    expect((await done('list')).stdout).toBe('');
    expect((await done('apply')).stderr).toBe('gold: made, 2 customers\ngold-abroad: made, 0 customers\n');
    expect((await done('apply')).stderr).toBe(
      'gold: left as it is, 2 customers\ngold-abroad: left as it is, 0 customers\n',
    );
  });

  it('lists segments and shows one', async () => {
    const { stdout } = await done('list');
    expect(stdout.split('\n').map((line) => line.split('\t').slice(0, 3))).toEqual([
      ['gold', 'Gold buyers', 'version 1, daily'],
      ['gold-abroad', 'Gold buyers abroad', 'version 1'],
      [''],
    ]);
    const shown = (await done('show', 'gold')).stdout;
    expect(shown).toContain('gold: Gold buyers\nWhom we write first.\n');
    expect(shown).toContain(
      'active, members written daily, from the config file\nnamed by gold-abroad\nversion 1: 2 customers, by config at ',
    );
    expect(shown).toContain('name: TIER');
    expect(JSON.parse((await done('show', 'gold', '--json')).stdout)).toMatchObject({
      id: 'gold',
      usedBy: ['gold-abroad'],
      versions: [{ version: 1 }],
    });
  });

  it('counts, of a segment in the making too, as of any day', async () => {
    expect((await done('count', 'gold')).stdout).toBe('2\n');
    expect((await done('count', 'gold-abroad', '--as-of', '2026-11-20')).stdout).toBe('1\n');
    const file = join(folder, 'making.json');
    writeFileSync(
      file,
      '{"include":{"groups":[{"conditions":[{"column":{"name":"country","text":{"in":["DE","AT"]}}}]}]}}',
    );
    expect((await done('count', '--definition', file)).stdout).toBe('3\n');
  });

  it('writes members to a file, whole or not at all, or prints them', async () => {
    expect((await done('members', 'gold')).stdout).toBe('customer_id\nC\nD\n');
    const file = join(folder, 'members.csv');
    expect((await done('members', 'gold', '--as-of', '2026-11-20', '--out', file)).stderr).toBe(
      `2 customers written to ${file}\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe('customer_id\nA\nB\n');
    expect(existsSync(`${file}.part`)).toBe(false);
    const nowhere = join(folder, 'none', 'members.csv');
    const failed = await run('members', 'gold', '--out', nowhere);
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining(`facet: ${nowhere} cannot be written: `)]);
  });

  it('tells who came and left, and by which condition', async () => {
    const file = join(folder, 'moves.csv');
    const { stdout, stderr } = await done('diff', 'gold', '--from', '2026-11-21', '--to', '2026-11-22', '--out', file);
    expect([stdout, stderr]).toEqual(['entered\t1\nleft\t1\nstayed\t1\n', `2 customers written to ${file}\n`]);
    const [, came, left] = readFileSync(file, 'utf8').split('\n');
    expect(came).toMatch(/^D,entered,include\.groups\[0\]\.conditions\[0\],.*,false,true,,gold$/);
    expect(left).toMatch(/^A,left,include\.groups\[0\]\.conditions\[0\],.*,true,false,gold,silver$/);
  });

  it('explains a customer', async () => {
    const { stdout } = await done('explain', 'B', 'gold-abroad', '--as-of', '2026-11-20');
    expect(stdout.split('\n')).toEqual([
      'B is in "Gold buyers abroad" on 2026-11-20 (snapshot of 2026-11-20).',
      '  yes  taken in, all of these:',
      '    yes  who are in the segment gold',
      expect.stringMatching(/^ {4}yes {2}whose country .* \(AT\) \[as it is now\]$/),
      '',
    ]);
    expect((await done('explain', 'A', 'gold')).stdout).toContain('A is not in "Gold buyers"');
  });

  it('uploads a list, by a dry run first, and lists it', async () => {
    const file = join(folder, 'cards.txt');
    writeFileSync(file, 'c-1\nc-9\n');
    const rejects = join(folder, 'rejects.csv');
    const args = ['upload', file, '--by', 'card', '--rejects', rejects];
    expect((await done(...args, '--dry-run')).stderr).toContain(
      '2 rows read, 1 customer would be on the list "cards"\n',
    );
    expect((await done('lists')).stdout).toBe('');
    expect((await done(...args)).stderr).toBe(
      `2 rows read, 1 customer on the list "cards"\nwarning: 1 value of nobody, 0 values of several customers; they are in ${rejects}\n`,
    );
    expect((await done('lists')).stdout).toMatch(/^cards\tcards\tby card\t1 customer\t\S+\n$/);
    const definition = join(folder, 'list.yml');
    writeFileSync(definition, 'include: { groups: [{ conditions: [{ list: { id: cards } }] }] }');
    expect((await done('members', '--definition', definition)).stdout).toBe('customer_id\nA\n');
  });

  it('writes days, by a dry run first', async () => {
    expect((await done('materialise', '--from', '2026-11-21', '--dry-run')).stderr).toBe(
      'gold: would write 2026-11-21\ngold: would write 2026-11-22\n',
    );
    expect((await done('materialise', '--from', '2026-11-20', '--to', '2026-11-22')).stderr).toBe(
      'gold: 2026-11-20, 2 customers, 2 came, 0 left\ngold: 2026-11-21, 2 customers, 1 came, 1 left\ngold: 2026-11-22, 2 customers, 1 came, 1 left\n',
    );
    expect((await done('materialise')).stderr).toBe('Nothing to write: all days are written.\n');
    expect((await done('materialise', 'gold-abroad', '--day', '2026-11-20')).stderr).toBe(
      'gold-abroad: 2026-11-20, 1 customer, 1 came, 0 left\n',
    );
  });

  it('refuses what cannot be in a sentence', async () => {
    const file = join(folder, 'bad.yml');
    writeFileSync(file, 'include: [');
    const refusals: readonly (readonly [readonly string[], string])[] = [
      [['count'], 'Name a segment by its id, or give a definition by --definition FILE; one of the two.'],
      [
        ['count', 'gold', '--definition', file],
        'Name a segment by its id, or give a definition by --definition FILE; one of the two.',
      ],
      [['show', 'golt'], 'There is no segment "golt" ("segment"). Did you mean "gold"?'],
      [['explain', 'Nobody', 'gold'], 'There is no customer "Nobody".'],
      [['count', '--definition', join(folder, 'none.yml')], 'cannot be read'],
      [['count', '--definition', file], 'cannot be read'],
      [
        ['diff', 'gold', '--from', '2026-11-22', '--to', '2026-11-20'],
        '"from" is 2026-11-22, which is after "to", 2026-11-20.',
      ],
      [['upload', join(folder, 'none.txt'), '--by', 'id'], 'There is no file'],
      [['materialise', '--day', '2026-10-01'], 'There is no complete snapshot of 2026-10-01'],
    ];
    for (const [args, sentence] of refusals) {
      const { code, stderr } = await run(...args);
      expect([args, code, stderr]).toEqual([args, 1, expect.stringContaining(sentence)]);
    }
  });
});
