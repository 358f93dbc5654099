import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { applyRowRights, findMissingRights } from '../../src/db/rowRights/applyRowRights.js';
import { requireComplete } from '../../src/db/rowRights/createRowRights.js';
import type { VisibleTable } from '../../src/db/rowRights/rowRules.js';
import { createDoor } from '../../src/db/door.js';
import { visibleRows } from '../../src/visibleRows.js';
import { asAdmin, cloneDatabase, createDatabase, type TestDatabase } from '../support/database.js';
import { clientNamed } from '../support/viewers.js';
import { fillEveryTable, visibleTables } from './everyTable.js';

/** Applications and brands of a viewer, and how many of the four rows it sees: alpha/one, alpha/two, alpha without brand, beta/one. */
const viewers = {
  alpha: { apps: ['alpha'], brands: null },
  'alpha and one': { apps: ['alpha'], brands: ['one'] },
  one: { apps: null, brands: ['one'] },
  'beta or gamma, two or three': { apps: ['gamma', 'beta'], brands: ['two', 'three'] },
  nobody: { apps: [], brands: null },
  'no brand': { apps: ['alpha'], brands: [] },
  'what cannot be named': { apps: [`al'pha`, 'a\\', '{alpha}', '"', '*', ''], brands: null },
} as const;

const seen = {
  'app and brand': [3, 1, 2, 0, 0, 0, 0],
  app: [3, 3, 4, 1, 0, 3, 0],
  nobody: [4, 4, 4, 4, 4, 4, 4],
  company: [0, 0, 0, 0, 0, 0, 0],
} as const;

const kinds: Readonly<Record<VisibleTable, keyof typeof seen>> = {
  customers: 'app',
  accounts: 'app',
  contracts: 'app',
  companies: 'app',
  industries: 'app',
  customer_identifiers: 'app',
  customer_profiles: 'app',
  unified_customers: 'app',
  activity_visits: 'app',
  metric_values: 'app',
  metric_base_rows: 'app',
  segments: 'app',
  segment_versions: 'app',
  metric_definitions: 'nobody',
  products: 'nobody',
  campaigns: 'app and brand',
  campaign_actions: 'app and brand',
  campaign_action_channels: 'app and brand',
  campaign_targetings: 'app and brand',
  campaign_recipients: 'app and brand',
  coupon_redemptions: 'app and brand',
  unified_transactions: 'app and brand',
  unified_itemized_transactions: 'app and brand',
  email_opt_status: 'app and brand',
  sms_opt_status: 'app and brand',
  planned_campaigns: 'app and brand',
  planned_campaign_versions: 'app and brand',
  campaign_deliveries: 'company',
  campaign_assignments: 'company',
  delivery_parts: 'company',
  delivery_batches: 'company',
  delivery_rows: 'company',
  validation_runs: 'company',
  validation_results: 'company',
  validation_thresholds: 'company',
  segment_lists: 'company',
  segment_list_members: 'company',
  segment_members: 'company',
  segment_days: 'company',
};

let database: TestDatabase;
let role: string;
beforeAll(async () => {
  database = await cloneDatabase();
  await fillEveryTable(database.client);
  ({ role } = await applyRowRights(database.client));
});
afterAll(() => database.drop());

interface Counted {
  readonly count: number;
}

async function counts(read: (viewer: (typeof viewers)[keyof typeof viewers]) => Promise<Counted[]>): Promise<number[]> {
  const all: number[] = [];
  for (const viewer of Object.values(viewers)) all.push((await read(viewer))[0]?.count ?? -1);
  return all;
}

describe.each(visibleTables)('the rows of %s', (table) => {
  it('are left out by the policy where a statement narrows nothing', async () => {
    const raw = sql`select count(*)::int as count from ${sql.raw(`facet.${table}`)}`;
    const read = (viewer: (typeof viewers)[keyof typeof viewers]) =>
      createDoor(database.client, { rights: { role, ...viewer } }).query<Counted>(raw);
    expect(await counts(read)).toEqual(seen[kinds[table]]);
    expect(await createDoor(database.client).query(raw)).toEqual([{ count: 4 }]);
  });

  it('are left out by the query where no policy does', async () => {
    const read = (viewer: (typeof viewers)[keyof typeof viewers]) =>
      createDoor(database.client).query<Counted>(
        sql`select count(*)::int as count from ${visibleRows({ viewer: clientNamed('partner', viewer) }, table, 't')}`,
      );
    expect(await counts(read)).toEqual(seen[kinds[table]]);
  });

  it('are named by the same text as ever for who sees all', () => {
    const { queryChunks } = sql`${visibleRows({ viewer: clientNamed('analyst') }, table, 't')}`;
    expect(JSON.stringify(queryChunks)).toContain(`facet.${table}`);
    expect(JSON.stringify(queryChunks)).not.toContain('select');
  });
});

describe('the role of restricted viewers', () => {
  const inRole = (statement: string) =>
    database.client.begin(async (transaction) => {
      await transaction.unsafe(`set local role ${role}`);
      return transaction.unsafe(statement);
    });

  it('sees no row of anybody where nothing says whose', async () => {
    const owned = visibleTables.filter((table) => kinds[table] !== 'nobody');
    for (const table of owned)
      expect([table, ...(await inRole(`select count(*)::int as count from facet.${table}`))]).toEqual([
        table,
        { count: 0 },
      ]);
  });

  it.each([
    `insert into facet.products (product_id) values ('x')`,
    `update facet.customers set city = 'x'`,
    'delete from facet.customers',
    'select * from facet.customer_profiles_2026_11',
    'select key_hash from facet.api_clients',
    'select inputs from facet.loads',
    'select rows from facet.profile_days',
    'select * from facet.activity',
    'create table facet.mine (n int)',
  ])('may not: %s', async (statement) => {
    await expect(inRole(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('has a policy on every table, and nothing but them', async () => {
    const policies = await database.client<{ table: string; mode: string; roles: string; command: string }[]>`
      select tablename as table, permissive as mode, roles::text as roles, cmd as command from pg_policies
      where schemaname = 'facet' order by tablename collate "C", permissive`;
    const name = role.replaceAll('"', '');
    expect(policies).toEqual(
      visibleTables.toSorted().flatMap((table) => [
        { table, mode: 'PERMISSIVE', roles: '{public}', command: 'ALL' },
        { table, mode: 'RESTRICTIVE', roles: `{${name}}`, command: 'SELECT' },
      ]),
    );
  });

  it('is made once', async () => {
    const before = await database.client`select oid, polname from pg_policy order by oid`;
    expect(await applyRowRights(database.client)).toMatchObject({ role, ofRole: [], ofTables: [], narrowsUser: false });
    expect(await database.client`select oid, polname from pg_policy order by oid`).toEqual(before);
  });

  it('is mended where somebody has taken a policy or a right away', async () => {
    await database.client.unsafe(`drop policy facet_viewer on facet.segments`);
    await database.client.unsafe(`alter table facet.customers disable row level security`);
    await database.client.unsafe(`revoke select on facet.products from ${role}`);
    expect((await findMissingRights(database.client)).ofTables).toEqual([
      'alter table facet.customers enable row level security',
      `grant select on facet.products to ${role}`,
      'drop policy if exists facet_viewer on facet.segments',
      expect.stringMatching(/^create policy facet_viewer on facet\.segments as restrictive for select to /),
      expect.stringMatching(/^comment on policy/),
    ]);
    expect((await applyRowRights(database.client)).ofTables).toEqual([]);
  });

  it('costs who owns the tables nothing', async () => {
    const plan = await database.client.unsafe(`explain select * from facet.customers where customer_id = 'key 1'`);
    expect(JSON.stringify(plan)).not.toMatch(/current_setting|InitPlan/);
  });

  it('is another one in a copy of the database', async () => {
    await database.client.end();
    const source = (database.target as { database: string }).database;
    const copy = await createDatabase(source);
    try {
      const missing = await findMissingRights(copy.client);
      expect(missing.role).not.toBe(role);
      expect(missing.ofRole).toEqual([
        `create role ${missing.role} nologin`,
        expect.stringContaining(`grant ${missing.role} to `),
      ]);
      await applyRowRights(copy.client);
      const rights = { role: missing.role, ...viewers.alpha };
      const read = sql`select count(*)::int as count from facet.customers`;
      expect(await createDoor(copy.client, { rights }).query(read)).toEqual([{ count: 3 }]);
    } finally {
      await copy.drop();
    }
  });
});

describe('a user who may not make roles', () => {
  it('is told what an administrator would run', async () => {
    const other = await cloneDatabase();
    try {
      await other.client.unsafe('create role plain_owner nologin nocreaterole');
      await other.client.unsafe('alter schema facet owner to plain_owner');
      const refused = await other.client.begin(async (transaction) => {
        await transaction.unsafe('set local role plain_owner');
        return applyRowRights(transaction as unknown as TestDatabase['client']);
      });
      const wanted = `create role ${refused.role} nologin; grant ${refused.role} to plain_owner`;
      const sentence = expect.objectContaining({
        code: 'ROW_RIGHTS_MISSING',
        message: expect.stringContaining(wanted),
      });
      expect(() => requireComplete(refused)).toThrow(sentence as unknown as Error);
    } finally {
      await other.drop();
      await asAdmin((admin) => admin`drop role plain_owner`);
    }
  });
});
