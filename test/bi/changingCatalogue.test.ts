import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { changingCatalogue } from '../../src/bi/changingCatalogue.js';
import { migrateEmbedded } from '../../src/bi/migrateWithViews.js';
import type { ChangesFor } from '../../src/catalogue/changeCatalogue.js';
import { dailySteps } from '../../src/cli/steps/dailySteps.js';
import { runDaily } from '../../src/daily/runDaily.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { transact } from '../../src/db/transact.js';
import { fillDemo } from '../../src/demo/fillDemo.js';
import { changeNames } from '../../src/enrichment/reservedNames.js';
import { runEnrich } from '../../src/enrichment/runEnrich.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { importFixture, type ImportFixture } from '../ingest/import/importFixture.js';
import { emptyDatabase } from '../support/database.js';
import { addCustomers } from '../support/sample.js';

let fixture: ImportFixture;
beforeEach(async () => {
  fixture = await importFixture();
});
afterEach(() => fixture.drop());

/** The columns of the view with real names, but for its keys; none where there is no view. */
const viewColumns = async (client: Sql): Promise<readonly string[]> =>
  (
    await client<{ name: string }[]>`
      select attname as name from pg_attribute
      where attrelid = to_regclass('bi.vw_customer_profiles_real_field_names') and attnum > 2 and not attisdropped
      order by attname`
  ).map(({ name }) => name);

const catalogueNames = async (client: Sql): Promise<readonly string[]> =>
  (await client<{ name: string }[]>`select lower(name) as name from facet.customer_profile_field_names order by 1`).map(
    ({ name }) => name,
  );

const adding =
  (alias: string): ChangesFor =>
  () => [{ kind: 'add', alias, dataType: 'integer', description: `${alias} of the customer.` }];

const aliasList = {
  file: 'fields.csv',
  target: 'customer_profile_fields',
  columns: { slot: 'slot', alias: 'alias', data_type: 'type', description: 'words' },
};
const attributes = {
  file: 'club.csv',
  target: 'imported_attributes',
  source: 'club',
  columns: { customer_id: 'member', SHOE_SIZE: { column: 'size', type: 'integer' } },
};

/** Every way by which the catalogue is changed, with a name that it gets. */
const doors: Readonly<Record<string, readonly [name: string, open: () => Promise<unknown>]>> = {
  'a change of names': ['shoe_size', () => changeNames(fixture.job, adding('SHOE_SIZE'))],
  'an imported list of aliases': ['shoe_size', () => fixture.run([aliasList])],
  'imported attributes': ['shoe_size', () => fixture.run([attributes])],
  'a snapshot': ['age', () => runSnapshot(fixture.job)],
  'an enrichment': ['activity_count', () => runEnrich(fixture.job)],
  'the demo': ['activity_count', () => fillDemo(fixture.job, { seed: 1, customers: 3, days: 1 })],
  'a daily run': ['shoe_size', daily],
};

/** Imports attributes and writes a day, each of which gives the catalogue names. */
async function daily(): Promise<void> {
  await fixture.write('daily.yml', JSON.stringify({ imports: [attributes] }));
  const { config } = fixture.job;
  const schedule = { ...config.schedule, import: join(fixture.folder, 'daily.yml') };
  await runDaily({ ...fixture.job, config: { ...config, schedule } }, dailySteps);
}

describe('the views show the catalogue after', () => {
  it('a snapshot whose month cannot be written', async () => {
    const metric = { attribute: 'NO_SUCH_ALIAS', name: 'points', acrossEntities: 'sum', acrossTime: 'sum' } as const;
    const { client, config } = fixture.job;
    await addCustomers(fixture, [{ id: 'A' }]);
    const job = { ...fixture.job, config: { ...config, levels: { ...config.levels, metrics: [metric] } } };
    await expect(runSnapshot(job, { from: '2025-12-31', to: '2025-12-31' })).rejects.toThrow('NO_SUCH_ALIAS');
    expect(await viewColumns(client)).toContain('age');
  });

  it.each(Object.keys(doors))('%s', async (door) => {
    const { client } = fixture;
    await fixture.write('fields.csv', 'slot,alias,type,words\nFIELD7,SHOE_SIZE,integer,Size of shoes.\n');
    await fixture.write('club.csv', 'member,size\nA,42\n');
    if (door !== 'the demo') await addCustomers(fixture, [{ id: 'A' }]);
    const [name, open] = doors[door] ?? ['', async () => {}];
    expect(await viewColumns(client)).toEqual([]);
    await open();
    const shown = await viewColumns(client);
    expect(shown).toContain(name);
    expect(shown).toEqual(await catalogueNames(client));
  });
});

describe('changingCatalogue', () => {
  it('has the views follow once, at the end of the outermost work', async () => {
    const { client, job } = fixture;
    const given = await changingCatalogue(job, async (outer) => {
      await changingCatalogue(outer, (inner) => changeNames(inner, adding('ONE')));
      await changeNames(outer, adding('TWO'));
      return viewColumns(client);
    });
    expect([given, await viewColumns(client)]).toEqual([[], ['one', 'two']]);
  });

  it('makes up for work that failed after a change, and leaves views alone that are up to date', async () => {
    const { client, job } = fixture;
    const failing = changingCatalogue(job, async (inner) => {
      await changeNames(inner, adding('ONE'));
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    expect(await viewColumns(client)).toEqual([]);
    await changingCatalogue(job, async () => {});
    expect(await viewColumns(client)).toEqual(['one']);
    await client`drop view bi.vw_customer_profiles_real_field_names`;
    await changingCatalogue(job, async () => {});
    expect(await viewColumns(client)).toEqual([]);
  });

  it('has nothing follow a dry run', async () => {
    const { client, job } = fixture;
    await changeNames(job, adding('ONE'), { dryRun: true });
    await client`update facet.catalogue_version set version = version + 1`;
    await changeNames(job, adding('ONE'), { dryRun: true });
    await fixture.write('club.csv', 'member,size\nA,42\n');
    await fixture.run([attributes], { dryRun: true });
    expect([await catalogueNames(client), await viewColumns(client)]).toEqual([[], []]);
  });

  it('refuses a change in a transaction that is not within such work, for the views could not follow', async () => {
    const { client, job } = fixture;
    const change = transact(client, (inside) => changeNames({ ...job, client: inside }, adding('ONE')));
    await expect(change).rejects.toThrow('needs changingCatalogue around it');
    expect(await catalogueNames(client)).toEqual([]);
  });
});

describe('migrateEmbedded', () => {
  it('makes the schema and its views, and does not touch those of a current one', async () => {
    const empty = await emptyDatabase();
    const client = openClient(empty.target, { max: 1 });
    const views = () =>
      client`select viewname from pg_views where schemaname = 'bi' and viewname like '%customer_profiles%' order by 1`.values();
    try {
      await migrateEmbedded(client, empty.target, new Map());
      expect(await views()).toEqual([
        ['customer_profiles'],
        ['vw_customer_profiles_latest'],
        ['vw_customer_profiles_real_field_names'],
      ]);
      await client`drop view bi.vw_customer_profiles_latest`;
      await migrateEmbedded(client, empty.target, new Map());
      expect(await views()).toHaveLength(2);
    } finally {
      await client.end({ timeout: 1 });
      await empty.drop();
    }
  });
});
