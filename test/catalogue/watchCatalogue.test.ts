import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { watchCatalogue, type CatalogueWatch } from '../../src/catalogue/watchCatalogue.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { add } from './sampleCatalogue.js';

let database: TestDatabase;
const opened: { client: Sql; watch: CatalogueWatch }[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
});
afterEach(async () => {
  for (const { client, watch } of opened.splice(0)) {
    await watch.stop();
    await client.end({ timeout: 5 });
  }
});
afterAll(() => database.drop());

let made = 0;
const addOne = async (): Promise<string> => {
  const alias = `ALIAS_${(made += 1)}`;
  await changeCatalogue(database.client, () => [add(alias)], { today: '2026-04-01' });
  return alias;
};

/** A watch on connections of its own, with what it told. */
async function open(listen: boolean, pollSeconds: number) {
  const seen: Catalogue[] = [];
  const errors: unknown[] = [];
  const client = openClient(database.target, { max: 2, applicationName: 'watch' });
  const watch = await watchCatalogue(client, {
    listen,
    pollSeconds,
    onChange: (catalogue) => void seen.push(catalogue),
    onError: (error) => void errors.push(error),
  });
  opened.push({ client, watch });
  return { watch, seen, errors };
}

async function until(isSo: () => boolean, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!isSo() && Date.now() < end) await delay(10);
  expect(isSo()).toBe(true);
}

const listeners = () => database.client<{ pid: number }[]>`
  select pid from pg_stat_activity where datname = current_database() and query ilike 'listen%'`;

describe('watchCatalogue', () => {
  it('sees a change within a second by listening', async () => {
    const { watch, seen } = await open(true, 3600);
    const alias = await addOne();
    await until(() => seen.length > 0, 1000);
    expect(watch.current).toBe(seen.at(-1));
    expect(watch.current.names.has(alias.toLowerCase())).toBe(true);
  });

  it('sees a change by looking now and then where it may not listen', async () => {
    const { watch, seen, errors } = await open(false, 0.1);
    expect(await listeners()).toEqual([]);
    const alias = await addOne();
    await until(() => seen.length > 0, 2000);
    expect(watch.current.names.has(alias.toLowerCase())).toBe(true);
    await delay(300);
    expect(seen).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('reads few times in a burst of changes, and ends with the last', async () => {
    const { watch, seen } = await open(true, 3600);
    const before = watch.current.version;
    const indexes = Array.from({ length: 100 }, (_, index) => index);
    await Promise.all(
      indexes.map(
        (index) => database.client`
          insert into facet.customer_profile_fields (slot, alias, data_type, description)
          values (${`FIELD${index + 1000}`}, ${`BURST_${index}`}, 'decimal', '')`,
      ),
    );
    await until(() => watch.current.version === before + 100, 2000);
    await delay(150);
    expect(seen.length).toBeLessThanOrEqual(20);
    expect(watch.current.names.has('burst_99')).toBe(true);
  });

  it('listens again after its connection was ended, and sees what was changed meanwhile', async () => {
    const { watch, seen } = await open(true, 3600);
    const [old] = await listeners();
    await database.client`select pg_terminate_backend(${old?.pid ?? 0})`;
    const meanwhile = await addOne();
    await until(() => watch.current.names.has(meanwhile.toLowerCase()), 5000);
    const count = seen.length;
    await addOne();
    await until(() => seen.length > count, 1000);
    expect((await listeners()).map(({ pid }) => pid)).not.toContain(old?.pid);
  });

  it('keeps the catalogue in force while it cannot read, says so, and goes on', async () => {
    const { watch, errors } = await open(false, 0.1);
    const before = watch.current;
    await database.client`alter table facet.catalogue_version rename to hidden`;
    await until(() => errors.length > 0, 2000);
    expect(watch.current).toBe(before);
    await database.client`alter table facet.hidden rename to catalogue_version`;
    const alias = await addOne();
    await until(() => watch.current.names.has(alias.toLowerCase()), 2000);
  });

  it('tells nothing any more once stopped, and may be stopped twice', async () => {
    const { watch, seen } = await open(true, 0.05);
    await watch.stop();
    await watch.stop();
    await addOne();
    await delay(300);
    expect(seen).toEqual([]);
  });

  it('can be stopped after its connections are gone', async () => {
    const { watch } = await open(true, 3600);
    await database.client`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'watch'`;
    await expect(watch.stop()).resolves.toBeUndefined();
  });
});
