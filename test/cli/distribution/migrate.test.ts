import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { distributeCommand } from '../../../src/cli/distribution/distribute.js';
import { migrateCommand } from '../../../src/cli/migrate.js';
import { placements } from '../../../src/distribution/placements.js';
import { openStandIn, type StandIn } from '../../distribution/standIn.js';
import { openUrl } from '../../support/openUrl.js';
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
