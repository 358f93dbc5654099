import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refreshViews } from '../../src/bi/refreshViews.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { withRollback } from '../../src/db/withRollback.js';
import { migrate, requireRights, schemaState } from '../../src/db/migrate.js';
import { releasedMigration } from '../../src/db/migrations/oldestProgram.js';
import { requireCurrentSchema } from '../../src/db/openDatabase.js';
import { graphqlName } from '../../src/lib/text/graphqlName.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../support/database.js';

const drizzle = join(packageRoot, 'drizzle');

/** The migration of the last release among all, as `facet.migrations` counts them. */
const releasedPlace = Number(releasedMigration.slice(0, 4)) + 1;

interface Journal {
  readonly entries: readonly { readonly when: number; readonly tag: string }[];
}

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

describe('graphqlName', () => {
  it.each([
    ['ECOM_TOTAL_NET_SALES_AMOUNT_1M', 'ecomTotalNetSalesAmount1m'],
    ['NUMBEROFCAMPAIGNS_1M', 'numberofcampaigns1m'],
    ['td_intent_percentile', 'tdIntentPercentile'],
    ['Age', 'age'],
    ['A__B', 'aB'],
  ])('%s becomes %s', (alias, expected) => {
    expect(graphqlName(alias)).toBe(expected);
  });

  it('is the same rule in the database', async () => {
    const aliases = fc.sample(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,20}$/), 500);
    const rows = await database.client<{ name: string }[]>`
      select facet.graphql_name(alias) as name from unnest(${aliases}::text[]) with ordinality as a (alias, n) order by n`;
    expect(rows.map(({ name }) => name)).toEqual(aliases.map(graphqlName));
  });
});

describe('migrate', () => {
  it('runs once, however many start at the same time', async () => {
    const empty = await emptyDatabase();
    try {
      expect(await schemaState(empty.client)).toEqual({ state: 'absent', foreignTables: 0 });
      const runs = await Promise.all([migrate(empty.target), migrate(empty.target), migrate(empty.target)]);
      expect(runs.filter((ran) => ran.length > 0)).toHaveLength(1);
      expect(await schemaState(empty.client)).toEqual({ state: 'current' });
    } finally {
      await empty.drop();
    }
  });

  it('takes the scale of slots away without writing rows anew, and names what is in the way', async () => {
    const clone = await cloneDatabase();
    const { client, target } = clone;
    const journal = JSON.parse(readFileSync(join(drizzle, 'meta', '_journal.json'), 'utf8')) as Journal;
    const entry = journal.entries.find(({ tag }) => tag.endsWith('exact_slots'));
    try {
      await client.unsafe(`
        alter table facet.customer_profiles alter column field1 type numeric(19,4), add column field301 numeric(19,4);
        select facet.ensure_partitions('customer_profiles', '2026-03-01', '2026-03-01');
        insert into facet.customer_profiles (customer_id, profile_date, load_id, field1) values ('A', '2026-03-01', 0, 1.5)`);
      await refreshViews(client);
      await client.unsafe(`
        comment on column bi.customer_profiles.field1 is 'It''s one'; grant select (field1) on bi.customer_profiles to public;
        create view public.own as select field1 from bi.customer_profiles;
        delete from facet.migrations where created_at >= ${entry?.when ?? 0}`);
      await expect(migrate(target)).rejects.toThrow(
        'something of yours depends on what it changes: view own depends on view bi.customer_profiles. Drop that',
      );
      const file = () => client`select relfilenode from pg_class where oid = 'customer_profiles_2026_03'::regclass`;
      const before = await file();
      await client`drop view public.own`;
      await client.unsafe(readFileSync(join(drizzle, `${entry?.tag ?? ''}.sql`), 'utf8'));
      expect(await file()).toEqual(before);
      const types = await client`
        select relkind::text as of, format_type(atttypid, atttypmod) as type, col_description(attrelid, attnum) as comment,
          attacl::text as rights
        from pg_attribute join pg_class on pg_class.oid = attrelid
        where attrelid in ('facet.customer_profiles'::regclass, 'bi.customer_profiles'::regclass)
          and attname in ('field1', 'field301')
        order by relkind desc, attname`;
      const plain = { type: 'numeric', comment: null, rights: null };
      expect(types).toEqual([
        { ...plain, of: 'v', comment: "It's one", rights: expect.stringContaining('=r/') },
        { ...plain, of: 'v' },
        { ...plain, of: 'p' },
        { ...plain, of: 'p' },
      ]);
    } finally {
      await clone.drop();
    }
  });

  it('leaves a wide table that is there as wide as it is, with its rows, its partitions and its views', async () => {
    const clone = await cloneDatabase();
    const { client } = clone;
    const columns = () =>
      client`select attname::text from pg_attribute where attrelid = 'facet.customer_profiles'::regclass and attnum > 0`;
    try {
      await client.unsafe(`
        alter table facet.customer_profiles add column str120 text, add column field300 numeric;
        select facet.ensure_partitions('customer_profiles', '2026-03-01', '2026-04-01');
        insert into facet.customer_profiles (customer_id, profile_date, load_id, str1, field300) values
          ('A', '2026-03-01', 7, 'x', 1.5), ('A', '2026-04-01', 8, 'y', null)`);
      await refreshViews(client);
      const before = await columns();
      await client.unsafe(readFileSync(join(drizzle, '0019_narrow_profiles.sql'), 'utf8'));
      expect(await columns()).toEqual(before);
      expect(
        await client`
          select tableoid::regclass::text as of, load_id, str1, str120, field300 from facet.customer_profiles order by load_id`,
      ).toEqual([
        { of: 'customer_profiles_2026_03', load_id: '7', str1: 'x', str120: null, field300: '1.5' },
        { of: 'customer_profiles_2026_04', load_id: '8', str1: 'y', str120: null, field300: null },
      ]);
      expect(await client`select to_regclass('bi.customer_profiles')::text as view`).toEqual([
        { view: 'bi.customer_profiles' },
      ]);
    } finally {
      await clone.drop();
    }
  });

  it('keeps what fills a slot, which was called a metric', async () => {
    const clone = await cloneDatabase();
    const { client } = clone;
    try {
      await client.unsafe(`
        alter table facet.customer_profile_fields rename column definition to metric;
        create index customer_profile_fields_metric on facet.customer_profile_fields (metric);
        insert into facet.customer_profile_fields (slot, alias, data_type, description, metric) values
          ('FIELD1', 'AGE', 'integer', 'Years.', 'age'), ('STR1', 'EYES', 'text', 'Colour.', null)`);
      await client.unsafe(readFileSync(join(drizzle, '0018_attribute_definitions.sql'), 'utf8'));
      const { meanings } = await readCatalogue(client);
      expect(meanings.map(({ alias, definition }) => [alias, definition])).toEqual([
        ['AGE', 'age'],
        ['EYES', null],
      ]);
      const [index] =
        await client`select to_regclass('facet.customer_profile_fields_definition') is not null as present`;
      expect(index).toEqual({ present: true });
    } finally {
      await clone.drop();
    }
  });

  it('knows a database that is newer than the program', async () => {
    const clone = await cloneDatabase();
    try {
      await clone.client`insert into facet.migrations (hash, created_at) values ('later', 9999999999999)`;
      expect(await schemaState(clone.client)).toMatchObject({ state: 'newer' });
    } finally {
      await clone.drop();
    }
  });

  it('works on a database of which a newer program says that it may, and on no other', async () => {
    const clone = await cloneDatabase();
    const { client } = clone;
    try {
      const [{ own } = { own: '0' }] = await client<{ own: string }[]>`
        select max(created_at)::text as own from facet.migrations`;
      await client`insert into facet.migrations (hash, created_at) values ('later', 9999999999999)`;
      const stateSaid = async (comment: string) => {
        await client.unsafe(`comment on table facet.migrations is '${comment}'`);
        return (await schemaState(client)).state;
      };
      const saying = (through: number, oldest: number) => stateSaid(JSON.stringify({ through, oldest }));
      expect([
        await saying(9999999999999, Number(own)),
        await saying(9999999999999, Number(own) - 1),
        await saying(9999999999999, Number(own) + 1),
        // It was said of an earlier migration.
        await saying(Number(own), Number(own)),
        await stateSaid('{"through":9999999999999}'),
        await stateSaid('Mine.'),
      ]).toEqual(['ahead', 'ahead', 'newer', 'newer', 'newer', 'newer']);
      await saying(9999999999999, Number(own));
      await requireCurrentSchema(client);
      expect(await migrate(clone.target)).toEqual([]);
    } finally {
      await clone.drop();
    }
  });

  it('says when it migrates that programs of the last release may work on it', async () => {
    const clone = await cloneDatabase();
    const { client } = clone;
    const commentOf = async (): Promise<unknown> => {
      const [row] = await client`select obj_description('facet.migrations'::regclass) as comment`;
      return JSON.parse(String(row?.['comment'])) as unknown;
    };
    try {
      const [{ newest, released } = {}] = await client`
        select max(created_at)::float8 as newest,
          (select created_at::float8 from facet.migrations where id = ${releasedPlace}) as released from facet.migrations`;
      expect(await commentOf()).toEqual({ through: newest, oldest: released });
      // One that was migrated before programs said so.
      await client`comment on table facet.migrations is null`;
      expect(await migrate(clone.target)).toEqual([]);
      expect(await commentOf()).toEqual({ through: newest, oldest: released });
    } finally {
      await clone.drop();
    }
  });
});

it('a dry run asks for the rights that a migration needs', async () => {
  await requireRights(database.client);
  await withRollback(database.client, async (client) => {
    // A role of every PostgreSQL that may make nothing.
    await client`set local role pg_monitor`;
    await expect(requireRights(client)).rejects.toMatchObject({
      code: 'MIGRATION_REFUSED',
      message: expect.stringMatching(
        /^The database user may not make Facet's schemas \(permission denied for database\)/,
      ),
    });
  });
});
