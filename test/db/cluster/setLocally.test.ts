import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openClient, type Sql } from '../../../src/db/client.js';
import { isDistributed } from '../../../src/db/isDistributed.js';
import { setLocally } from '../../../src/db/cluster/setLocally.js';
import { transact } from '../../../src/db/transact.js';
import { planForSets } from '../../../src/enrichment/values/planForSets.js';
import { readConfig } from '../../../src/config.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
/** A client that finds the list of distributed tables that a coordinator has. */
let onCluster: Sql;

beforeAll(async () => {
  database = await cloneDatabase();
  await isDistributed(database.client);
  await database.client`create schema coordinator`;
  await database.client`create table coordinator.pg_dist_partition (logicalrelid regclass, partmethod "char")`;
  await database.client`
    insert into coordinator.pg_dist_partition values ('facet.loads', 'n'), ('facet.customers', 'h')`;
  const { client, target } = database;
  const [named] = await client<{ name: string }[]>`select current_database() as name`;
  await client.unsafe(`alter database "${named?.name ?? ''}" set search_path = public, coordinator`);
  onCluster = openClient(target, { max: 2 });
});
afterAll(async () => {
  await onCluster.end();
  await database.drop();
});

const settings = async (client: Sql): Promise<object> => {
  const [found] = await client<object[]>`
    select current_setting('work_mem') as memory, current_setting('enable_mergejoin') as merges,
      current_setting('enable_nestloop') as loops, nullif(current_setting('citus.propagate_set_commands', true), '') as told`;
  return found ?? {};
};

it('makes settings for the rest of a transaction', async () => {
  const before = await settings(database.client);
  await transact(database.client, async (client) => {
    await setLocally(client, { work_mem: '77MB', 'facet.apps': "it's" });
    expect(await settings(client)).toEqual({ memory: '77MB', merges: 'on', loops: 'on', told: null });
    expect(await client`select current_setting('facet.apps') as apps`).toEqual([{ apps: "it's" }]);
  });
  expect(await settings(database.client)).toEqual(before);
});

it('has a coordinator hand them on, and leaves merge joins to one PostgreSQL', async () => {
  await transact(database.client, async (client) => {
    await planForSets(client, readConfig({}));
    expect(await settings(client)).toEqual({ memory: '256MB', merges: 'on', loops: 'off', told: null });
  });
  expect(await isDistributed(onCluster)).toBe(true);
  await transact(onCluster, async (client) => {
    await planForSets(client, readConfig({}));
    expect(await settings(client)).toEqual({ memory: '256MB', merges: 'off', loops: 'off', told: 'local' });
  });
});

it('takes no name that would be more than one', async () => {
  const setting = transact(database.client, (client) => setLocally(client, { 'a = 1; drop table x': '' }));
  await expect(setting).rejects.toThrow(TypeError);
});
