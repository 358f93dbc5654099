import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openEmbedded } from '../../src/db/embedded/index.js';
import { cleanUp, folder, open, query } from '../support/embeddedFixture.js';
import { runFacet } from '../support/facet.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = join(await folder('reset'), 'data');
  // Made without durability, which is quicker.
  await mkdir(dataDir);
  await (await open(dataDir)).close();
});
afterAll(cleanUp);

const facet = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  runFacet(args, { FACET_DATA_DIR: dataDir, PORT: '0', ...more });

// One story in order, on one data directory.
it('a server that others can reach is refused without a key, before a demo company is made', async () => {
  const { code, stdout, stderr } = await facet(['serve'], { HOST: '0.0.0.0', LOG_LEVEL: 'silent' });
  expect([code, stdout, stderr]).toEqual([
    1,
    '',
    'facet: HOST is 0.0.0.0, so every request must show an API key or a token, and there is no valid key yet: run "facet keys create NAME --role ROLE" first (the role "full" sees everything), or name who issues tokens in access.tokens.\n',
  ]);
  const database = await open(dataDir);
  const rows = await query(
    database,
    (client) => client`
    select (select count(*)::int from facet.customers) as customers, (select count(*)::int from facet.loads) as loads`,
  );
  expect([...rows]).toEqual([{ customers: 0, loads: 0 }]);
  await database.close();
});

it('nothing is deleted without --yes, for a database of somebody’s own, or while a server runs', async () => {
  const before = await readdir(dataDir);
  const unasked = await facet(['reset']);
  expect([unasked.code, unasked.stderr]).toEqual([
    1,
    `facet: This would delete the embedded database in ${dataDir}, with all that is in it; "facet reset --yes" does so.\n`,
  ]);
  const foreign = await facet(['reset', '--yes'], { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
  expect([foreign.code, foreign.stderr]).toEqual([1, expect.stringContaining('and DATABASE_URL is set: begin afresh')]);
  const dry = await facet(['reset', '--yes', '--dry-run']);
  expect([dry.code, dry.stderr]).toEqual([
    0,
    `would delete the embedded database in ${dataDir}, with all that is in it\n`,
  ]);
  const running = await openEmbedded({ dataDir, throwaway: true });
  for (const more of [['--yes'], ['--dry-run']]) {
    const used = await facet(['reset', ...more]);
    expect([used.code, used.stderr]).toEqual([
      1,
      expect.stringMatching(/is in use \(PostgreSQL, process \d+\): stop "facet serve"/),
    ]);
  }
  await running.close();
  expect((await readdir(dataDir)).toSorted()).toEqual(before.toSorted());
});

it('the database is deleted, and what else lies there is kept', async () => {
  await writeFile(join(dataDir, 'own.csv'), 'mine');
  expect(await facet(['reset', '--yes'])).toMatchObject({
    code: 0,
    stderr: `The embedded database in ${dataDir} is deleted; the next command makes an empty one.\n`,
  });
  expect(await readdir(dataDir)).toEqual(['own.csv']);
  const again = await facet(['reset', '--yes']);
  expect(again).toMatchObject({ code: 0, stderr: `There is no embedded database in ${dataDir}: nothing to delete.\n` });
  expect(existsSync(dataDir)).toBe(true);
});
