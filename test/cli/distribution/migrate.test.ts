import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { distributeCommand } from '../../../src/cli/distribution/distribute.js';
import { backupCommand } from '../../../src/cli/keeping/backup.js';
import { restoreCommand } from '../../../src/cli/keeping/restore.js';
import { migrateCommand } from '../../../src/cli/migrate.js';
import { placements } from '../../../src/distribution/placements.js';
import { openStandIn, type StandIn } from '../../distribution/standIn.js';
import { plainDatabase } from '../../support/database.js';
import { openUrl } from '../../support/openUrl.js';
import { makeTestFolder, removeTestFolder } from '../../support/testFolder.js';
import { runInProcess } from '../inProcess.js';

let standIn: StandIn;
let door: Awaited<ReturnType<typeof openUrl>>;
beforeAll(async () => {
  standIn = await openStandIn();
  door = await openUrl(standIn.database);
});
afterAll(async () => {
  door.close();
  await standIn.drop();
});

// One story in order, on functions that stand in for those of Citus.
it('a database that is not distributed is migrated as ever', async () => {
  expect(await runInProcess(migrateCommand(), [], { DATABASE_URL: door.url })).toMatchObject({
    code: 0,
    stderr: 'The schema is current.\n',
  });
  expect(await standIn.calls()).toEqual([]);
});

it('facet distribute says each table and what to do next', async () => {
  const { code, stdout, stderr } = await runInProcess(distributeCommand(), ['--shards', '4'], {
    DATABASE_URL: door.url,
  });
  const lines = stderr.split('\n');
  const count = Object.values(placements).filter(({ kind }) => kind !== 'local').length;
  expect([code, stdout]).toEqual([0, '']);
  expect(lines).toContain(`${count} of ${count}: metric_base_rows is distributed by entity_id`);
  expect(lines.at(-2)).toBe(
    'The database is distributed. Start servers and jobs anew: they look for that when they start.',
  );
});

it('facet migrate places what was added to a distributed database', async () => {
  const before = (await standIn.calls()).length;
  await standIn.client.unsafe(`
    delete from pg_dist_partition where logicalrelid = 'facet.delivery_rows'::regclass;
    drop table stand_in.delivery_rows`);
  expect(await runInProcess(migrateCommand(), [], { DATABASE_URL: door.url })).toMatchObject({
    code: 0,
    stderr: '1 of 1: delivery_rows is distributed by customer_id\nThe schema is current.\n',
  });
  expect((await standIn.calls()).slice(before)).toEqual([
    'distributed facet.delivery_rows by customer_id with facet.customers',
  ]);
});

it('facet backup and restore refuse a distributed database, but for the list of forgotten persons', async () => {
  const folder = await makeTestFolder('distributed');
  const url = { DATABASE_URL: door.url };
  const refused = /^facet: This database is distributed by Citus, whose nodes have no snapshot in common: /;
  try {
    const made = await runInProcess(backupCommand(), [join(folder, 'all.tar')], url);
    expect([made.code, made.stderr]).toEqual([1, expect.stringMatching(refused)]);
    expect(await readdir(folder)).toEqual([]);
    const list = join(folder, 'forgotten.tar');
    expect((await runInProcess(backupCommand(), ['--forgotten', list], url)).code).toBe(0);
    // A backup of one machine, that the cluster is given.
    const plain = await plainDatabase();
    const way = await openUrl(plain);
    await runInProcess(backupCommand(), [join(folder, 'plain.tar')], { DATABASE_URL: way.url });
    way.close();
    await plain.drop();
    const restored = await runInProcess(restoreCommand(), [join(folder, 'plain.tar'), '--replace'], url);
    expect([restored.code, restored.stderr]).toEqual([1, expect.stringMatching(refused)]);
  } finally {
    await removeTestFolder(folder);
  }
});
