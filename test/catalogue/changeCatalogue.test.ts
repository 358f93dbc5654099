import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { CatalogueChange } from '../../src/catalogue/changes.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { add, rename, retire } from './sampleCatalogue.js';

const today = '2026-04-01';
let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const change = (changes: readonly CatalogueChange[], dryRun = false) =>
  changeCatalogue(database.client, () => changes, { today, dryRun });

/** Everything that a change may leave behind. */
const state = async () => ({
  rows: await database.client`select * from facet.customer_profile_fields order by field_id`,
  names: await database.client`select * from facet.customer_profile_field_names order by field_id, name`,
  version: await database.client`select * from facet.catalogue_version`,
  columns: await database.client`
    select attname::text from pg_attribute
    where attrelid = 'facet.customer_profiles'::regclass and attnum > 0 order by attnum`,
});

describe('changeCatalogue', () => {
  it('does all changes of a list, each seeing the ones before', async () => {
    const plans = await change([
      add('A', { unit: 'EUR', category: 'money', piiClass: 'IDENTITY', definition: 'm' }),
      rename('A', 'B'),
      retire('B', '2026-06-01'),
      add('C', { slot: 'FIELD1', from: '2026-06-01' }),
    ]);
    expect(plans.map((plan) => plan.do)).toEqual(['insert', 'update', 'update', 'insert']);
    const { meanings, names } = await readCatalogue(database.client);
    expect(meanings).toMatchObject([
      { slot: 'FIELD1', alias: 'B', formerNames: ['A'], validFrom: null, validTo: '2026-06-01', unit: 'EUR' },
      { slot: 'FIELD1', alias: 'C', formerNames: [], validFrom: '2026-06-01', validTo: null, unit: null },
    ]);
    expect([...names.keys()].toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('does nothing where one of a list is refused', async () => {
    const before = await state();
    await expect(change([add('D'), add('E', { slot: 'FIELD900' }), add('c')])).rejects.toMatchObject({
      name: 'UserError',
      code: 'ALIAS_TAKEN',
    });
    expect(await state()).toEqual(before);
  });

  it('leaves no trace of a dry run, and says the same', async () => {
    const before = await state();
    const changes = [add('D', { slot: 'FIELD900' }), rename('C', 'C2'), retire('D')];
    const dry = await change(changes, true);
    expect(dry.map(({ sentence }) => sentence)).toEqual([
      'FIELD900 means "D" (decimal) on all days.',
      'FIELD1 "C" is now named "C2"; "C" still answers, deprecated.',
      '"D" (FIELD900) ends: 2026-04-01 is the first day without it.',
    ]);
    expect(await state()).toEqual(before);
  });

  it('counts what is added together as one change, with a column of the slot’s type where there is none', async () => {
    const { version } = await readCatalogue(database.client);
    await change([
      add('N', { slot: 'FIELD901' }),
      add('S', { dataType: 'boolean', slot: 'STR901' }),
      add('D', { dataType: 'date', slot: 'DATE901' }),
      add('T', { dataType: 'datetime', slot: 'TIME901' }),
    ]);
    expect((await readCatalogue(database.client)).version).toBe(version + 1);
    const types = await database.client`
      select attname::text as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = 'facet.customer_profiles'::regclass and attname like '%901' order by attname`;
    expect(types).toEqual([
      { name: 'date901', type: 'date' },
      { name: 'field901', type: 'numeric' },
      { name: 'str901', type: 'text' },
      { name: 'time901', type: 'timestamp with time zone' },
    ]);
  });

  it('gives additions at the same moment different slots', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `SAME_TIME_${index}`);
    await Promise.all(names.map((name) => change([add(name, { dataType: 'text' })])));
    const { meanings } = await readCatalogue(database.client);
    const slots = meanings.filter(({ alias }) => names.includes(alias)).map(({ slot }) => slot);
    expect(slots.toSorted()).toEqual(names.map((_, index) => `STR${index + 1}`).toSorted());
  });

  it('lets one of two win that want the same name', async () => {
    const results = await Promise.allSettled([change([add('RIVAL')]), change([add('rival')])]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('adds a column once the readers of the table are done, and lets others read meanwhile', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const reader = database.client.begin(async (client) => {
      await client`select from facet.customer_profiles limit 1`;
      await held;
    });
    const changed = change([add('WAITS', { slot: 'FIELD902' })]);
    // Longer than one try to lock.
    await new Promise((resolve) => setTimeout(resolve, 600));
    await database.client.begin(async (client) => {
      await client`set local statement_timeout = '1s'`;
      await client`select from facet.customer_profiles limit 1`;
    });
    release();
    await reader;
    expect(await changed).toMatchObject([{ do: 'insert' }]);
  });

  it('refuses more columns than the table can have', async () => {
    const clone = await cloneDatabase();
    try {
      const columns = Array.from({ length: 1215 }, (_, index) => `add column field${index + 97} numeric`);
      await clone.client.unsafe(`alter table facet.customer_profiles ${columns.join(', ')}`);
      await expect(
        changeCatalogue(clone.client, () => [add('X', { slot: 'FIELD5000' })], { today }),
      ).rejects.toMatchObject({
        code: 'SLOTS_EXHAUSTED',
        message: 'There is no room for FIELD5000: the profile table has 1400 columns, and 1400 are the most.',
      });
      await expect(
        changeCatalogue(clone.client, () => [add('X', { slot: 'FIELD300' })], { today }),
      ).resolves.toHaveLength(1);
    } finally {
      await clone.drop();
    }
  });

  it('refuses more names than a view can have columns', async () => {
    const clone = await cloneDatabase();
    try {
      const former = Array.from({ length: 1499 }, (_, index) => `OLD_${index}`);
      await clone.client`
        insert into facet.customer_profile_fields (slot, alias, former_names, data_type, description)
        values ('FIELD1', 'A', ${former}, 'decimal', '')`;
      await expect(changeCatalogue(clone.client, () => [rename('A', 'B')], { today })).rejects.toMatchObject({
        code: 'TOO_MANY_NAMES',
      });
      await changeCatalogue(clone.client, () => [retire('OLD_0'), rename('A', 'B')], { today });
      expect((await readCatalogue(clone.client)).names.size).toBe(1500);
    } finally {
      await clone.drop();
    }
  });
});
