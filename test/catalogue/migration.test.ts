import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rehearse } from '../../src/db/rehearse.js';
import { migrate, requireRights, schemaState } from '../../src/db/migrate.js';
import { graphqlName } from '../../src/lib/graphqlName.js';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../support/database.js';

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
