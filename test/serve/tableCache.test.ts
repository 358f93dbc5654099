import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { CachedTable } from '../../src/scope.js';
import { visibleRows } from '../../src/visibleRows.js';
import { until } from '../gateway/testServer.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openTables } from '../support/tables.js';
import { clientNamed } from '../support/viewers.js';

interface Row {
  readonly name: string;
}

const campaigns: CachedTable<Row, readonly string[]> = {
  name: 'campaigns',
  statement: (scope) => sql`select campaign_name as name from ${visibleRows(scope, 'campaigns')} order by plan_id`,
  make: (rows) => rows.map(({ name }) => name),
};

let database: TestDatabase;
let tables: ReturnType<typeof openTables>;
beforeEach(async () => {
  database = await cloneDatabase();
  tables = openTables(database);
});
afterEach(() => database.drop());

const add = (count: number, length = 1) => database.client`
  insert into facet.campaigns (plan_id, campaign_name, execution_start_date)
  select n, repeat('x', ${length}), '2026-05-01' from generate_series(1, ${count}::int) as n`;

/** What is held after a reading has ended. */
async function readOnce(statements = 2): Promise<readonly string[] | undefined> {
  tables.cached(campaigns);
  await until(() => tables.state.statements === statements);
  // What is made of its rows comes behind it.
  await new Promise(setImmediate);
  return tables.cached(campaigns);
}

describe('tables in memory', () => {
  it('are held for each set of applications by itself, and what all see is not driven out', async () => {
    await add(2);
    await database.client`update facet.campaigns set app = 'alpha' where plan_id = '2'`;
    expect(await readOnce()).toEqual(['x', 'x']);
    const of = (app: string) => tables.cache.of(clientNamed('partner', { apps: [app] }))(campaigns);
    for (let n = 0; n < 60; n += 1) of(`app ${n}`);
    await until(() => of('alpha') !== undefined);
    expect(of('alpha')).toEqual(['x']);
    expect(tables.cached(campaigns)).toEqual(['x', 'x']);
    // The first of them has made room for others.
    expect(of('app 0')).toBeUndefined();
  });

  it('hold an empty table, and none of it where notices do not come', async () => {
    expect(await readOnce()).toEqual([]);
    tables.state.isFollowed = false;
    expect(tables.cached(campaigns)).toBeUndefined();
    expect(tables.state.statements).toBe(2);
  });

  it('hold up to 10,000 rows', async () => {
    await add(10_000);
    await tables.hold(campaigns);
    expect(tables.cached(campaigns)).toHaveLength(10_000);
    await database.client`insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('more', 'x', '2026-05-01')`;
    tables.cache.notices['facet_campaigns']?.();
    tables.state.now = 1000;
    expect(await readOnce(4)).toBeUndefined();
    // It is not tried again: for so large a table the database is asked.
    tables.state.now = 1_000_000;
    expect(await readOnce(4)).toBeUndefined();
  });

  it('hold up to 16 MB, as budgets count them', async () => {
    // A character takes two bytes.
    await add(15, 500_000);
    await tables.hold(campaigns);
    tables.cache.notices['facet_campaigns']?.();
    await database.client`update facet.campaigns set campaign_name = repeat('x', 540000)`;
    tables.state.now = 1000;
    expect(await readOnce(4)).toBeUndefined();
    expect(tables.errors).toEqual([]);
  });

  it.each([
    ['alter table facet.campaigns disable trigger tell_change'],
    ['drop trigger tell_change on facet.campaigns'],
  ])('hold no table that does not tell of its changes: %s', async (change) => {
    await database.client.unsafe(change);
    expect(await readOnce(1)).toBeUndefined();
  });

  it('tell of a reading that failed', async () => {
    await database.client`alter table facet.campaigns rename column campaign_name to other_name`;
    tables.cached(campaigns);
    await until(() => tables.errors.length === 1);
    expect(tables.errors).toEqual([expect.objectContaining({ message: expect.stringContaining('campaign_name') })]);
    expect(tables.cached(campaigns)).toBeUndefined();
    await database.client`alter table facet.campaigns rename column other_name to campaign_name`;
    tables.state.now = 1000;
    await tables.hold(campaigns);
  });

  it('share rows that nobody can change', async () => {
    await add(1);
    const rows: CachedTable<Row, readonly Row[]> = { ...campaigns, make: (read) => read };
    await tables.hold(rows);
    const [row] = tables.cached(rows) ?? [];
    expect(() => Object.assign(row as object, { name: 'other' })).toThrow(TypeError);
  });

  it('let go of the table of a notice, and of no other', async () => {
    const definitions: CachedTable<Row, readonly Row[]> = {
      name: 'metric_definitions',
      statement: (scope) => sql`select metric_name as name from ${visibleRows(scope, 'metric_definitions')}`,
      make: (rows) => rows,
    };
    await tables.hold(campaigns, definitions);
    expect(Object.keys(tables.cache.notices)).toEqual([
      'facet_profile_days',
      'facet_campaigns',
      'facet_campaign_actions',
      'facet_campaign_action_channels',
      'facet_metric_definitions',
      'facet_documents',
    ]);
    tables.cache.notices['facet_campaigns']?.();
    expect(tables.cached(campaigns)).toBeUndefined();
    expect(tables.cached(definitions)).toEqual([]);
  });
});
