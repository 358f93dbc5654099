import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refreshViews } from '../../src/bi/refreshViews.js';
import { rehearse } from '../../src/db/rehearse.js';
import { migrate, requireRights, schemaState } from '../../src/db/migrate.js';
import { graphqlName } from '../../src/lib/graphqlName.js';
import { packageRoot } from '../../src/lib/packageRoot.js';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../support/database.js';

const drizzle = join(packageRoot, 'drizzle');

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
    const rows = await database.sql<{ name: string }[]>`
      select facet.graphql_name(alias) as name from unnest(${aliases}::text[]) with ordinality as a (alias, n) order by n`;
    expect(rows.map(({ name }) => name)).toEqual(aliases.map(graphqlName));
  });
});

describe('migrate', () => {
  it('runs once, however many start at the same time', async () => {
    const empty = await emptyDatabase();
    try {
      expect(await schemaState(empty.sql)).toEqual({ state: 'absent', foreignTables: 0 });
      const runs = await Promise.all([migrate(empty.target), migrate(empty.target), migrate(empty.target)]);
      expect(runs.filter((ran) => ran.length > 0)).toHaveLength(1);
      expect(await schemaState(empty.sql)).toEqual({ state: 'current' });
    } finally {
      await empty.drop();
    }
  });

  it('takes the scale of slots away without writing rows anew, and names what is in the way', async () => {
    const clone = await cloneDatabase();
    const { sql, target } = clone;
    const journal = JSON.parse(readFileSync(join(drizzle, 'meta', '_journal.json'), 'utf8')) as Journal;
    const entry = journal.entries.find(({ tag }) => tag.endsWith('exact_slots'));
    try {
      await sql.unsafe(`
        alter table facet.customer_profiles alter column field1 type numeric(19,4), add column field301 numeric(19,4);
        select facet.ensure_partitions('customer_profiles', '2026-03-01', '2026-03-01');
        insert into facet.customer_profiles (customer_id, profile_date, load_id, field1) values ('A', '2026-03-01', 0, 1.5)`);
      await refreshViews(sql);
      await sql.unsafe(`
        comment on column bi.customer_profiles.field1 is 'It''s one'; grant select (field1) on bi.customer_profiles to public;
        create view public.own as select field1 from bi.customer_profiles;
        delete from facet.migrations where created_at >= ${entry?.when ?? 0}`);
      await expect(migrate(target)).rejects.toThrow(
        'something of yours depends on what it changes: view own depends on view bi.customer_profiles. Drop that',
      );
      const file = () => sql`select relfilenode from pg_class where oid = 'facet.customer_profiles_2026_03'::regclass`;
      const before = await file();
      await sql`drop view public.own`;
      await sql.unsafe(readFileSync(join(drizzle, `${entry?.tag ?? ''}.sql`), 'utf8'));
      expect(await file()).toEqual(before);
      const types = await sql`
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

  it('knows a database that is newer than the program', async () => {
    const clone = await cloneDatabase();
    try {
      await clone.sql`insert into facet.migrations (hash, created_at) values ('later', 9999999999999)`;
      expect(await schemaState(clone.sql)).toMatchObject({ state: 'newer' });
    } finally {
      await clone.drop();
    }
  });
});

it('a dry run asks for the rights that a migration needs', async () => {
  await requireRights(database.sql);
  await rehearse(database.sql, async (sql) => {
    // A role of every PostgreSQL that may make nothing.
    await sql`set local role pg_monitor`;
    await expect(requireRights(sql)).rejects.toMatchObject({
      code: 'MIGRATION_REFUSED',
      message: expect.stringMatching(
        /^The database user may not make Facet's schemas \(permission denied for database\)/,
      ),
    });
  });
});
