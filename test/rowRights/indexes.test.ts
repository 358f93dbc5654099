import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type SQL } from 'drizzle-orm';
import { createDoor } from '../../src/db/door.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import { policyCondition } from '../../src/db/rowRights/policies.js';
import type { RowRights } from '../../src/db/rowRights/rights.js';
import { searchConditions } from '../../src/population/search.js';
import type { Scope } from '../../src/scope.js';
import { findIdentifierOwners } from '../../src/subgraphs/customers/queries.js';
import { searchedRows, visibleRows } from '../../src/visibleRows.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openScope } from '../support/scope.js';
import { clientNamed } from '../support/viewers.js';

let database: TestDatabase;
let rights: RowRights;
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  const { role, searchPath } = await applyRowRights(client);
  rights = { role, searchPath, apps: ['alpha'], brands: null };
  await client.unsafe(`
    create table facet.matrix (app text not null, t text collate "C", i int, b bigint, d date, z timestamptz, u uuid, f boolean, n numeric, j jsonb)`);
  for (const column of ['t', 'i', 'b', 'd', 'z', 'u', 'f', 'n'])
    await client.unsafe(`create index matrix_${column} on facet.matrix (${column})`);
  await client.unsafe(`create index matrix_lower on facet.matrix (lower(t))`);
  await client.unsafe(`create index matrix_json on facet.matrix ((j ->> 'a'))`);
  await client.unsafe(`create index matrix_trigrams on facet.matrix using gin (t gin_trgm_ops)`);
  await client.unsafe(`create policy facet_all on facet.matrix using (true)`);
  await client.unsafe(
    `create policy facet_viewer on facet.matrix as restrictive for select to ${role} using (${policyCondition('customers')})`,
  );
  await client.unsafe(`alter table facet.matrix enable row level security`);
  await client.unsafe(`grant select on facet.matrix to ${role}`);
});
afterAll(() => database.drop());

/** The plan of a statement where an index is taken if only one may be. */
async function planOf(statement: SQL, by: RowRights | undefined): Promise<string> {
  const settings = { enable_seqscan: 'off' };
  const door = createDoor(database.client, { rights: by, settings });
  const rows = await door.query<{ 'QUERY PLAN': string }>(sql`explain ${statement}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const comparisons = ['=', '<', '<=', '>', '>='];
const values = {
  t: `'x'`,
  i: '7',
  b: '7::bigint',
  d: `date '2026-11-01'`,
  z: `timestamptz '2026-11-01Z'`,
  u: `'00000000-0000-0000-0000-000000000000'::uuid`,
} as const;

/** Conditions, and whether their index answers them behind a policy too: whether PostgreSQL takes them for leakproof. */
const matrix: readonly (readonly [condition: string, isKept: boolean])[] = [
  ...Object.entries(values).flatMap(([column, value]) =>
    comparisons.map((comparison) => [`${column} ${comparison} ${value}`, true] as const),
  ),
  [`t = any('{x,y}'::text[])`, true],
  [`starts_with(t, 'x')`, true],
  ['f', true],
  ['i is null', true],
  ['n is null', true],
  ...comparisons.map((comparison) => [`n ${comparison} 7::numeric`, false] as const),
  [`t like 'x%'`, false],
  [`t like '%xyz%'`, false],
  [`t ~ 'xyz'`, false],
  [`lower(t) = 'x'`, false],
  [`j ->> 'a' = 'x'`, false],
];

describe.each(matrix)('the condition %s', (condition, isKept) => {
  const statement = sql`select app from facet.matrix where ${sql.raw(condition)}`;

  it('is answered by its index for who sees all', async () => {
    expect(await planOf(statement, undefined)).toMatch(/Index Cond/);
  });

  it(`is ${isKept ? '' : 'not '}answered by it behind a policy`, async () => {
    expect(/Index Cond/.test(await planOf(statement, rights))).toBe(isKept);
  });
});

const day = sql`date '2026-11-22'`;
const keys = sql`any(${sql.param(['a', 'b'])}::text[])`;
const rowsOf = (scope: Scope, table: Parameters<typeof visibleRows>[1], where: SQL): SQL =>
  sql`select 1 as one from ${visibleRows(scope, table, 't')} where ${where}`;

/** What doors read by, and the indexes that answer it. */
const statements: Readonly<Record<string, readonly [ask: (scope: Scope) => SQL, ...indexes: string[]]>> = {
  'customers by key': [(scope) => rowsOf(scope, 'customers', sql`t.customer_id = ${keys}`), 'customers_pkey'],
  'customers of accounts': [(scope) => rowsOf(scope, 'customers', sql`t.account_id = ${keys}`), 'customers_account'],
  'a page of customers': [
    (scope) => sql`select t.customer_id from ${visibleRows(scope, 'customers', 't')} order by t.customer_id limit 21`,
    'customers_pkey',
  ],
  'snapshots by key and day': [
    (scope) => rowsOf(scope, 'customer_profiles', sql`t.profile_date = ${day} and t.customer_id = ${keys}`),
    'customer_profiles_2026_11_pkey',
  ],
  'orders of customers': [
    (scope) => rowsOf(scope, 'unified_transactions', sql`t.customer_id = ${keys} and t.order_datetime < now()`),
    'unified_transactions_datetime',
  ],
  'targetings of a plan': [
    (scope) => rowsOf(scope, 'campaign_targetings', sql`t.plan_id = 'a' and t.execution_date > ${day}`),
    'campaign_targetings_',
  ],
  'actions of plans': [(scope) => rowsOf(scope, 'campaign_actions', sql`t.plan_id = ${keys}`), 'campaign_actions_'],
  'values of entities': [
    (scope) => rowsOf(scope, 'metric_values', sql`t.level = 'CUSTOMER' and t.entity_id = ${keys} and t.app = 'alpha'`),
    'metric_values_key',
  ],
  'visits of a customer': [
    (scope) => rowsOf(scope, 'activity_visits', sql`t.customer_id = ${keys}`),
    'activity_visits_',
  ],
  'a search': [
    (scope) =>
      sql`select 1 as one from ${visibleRows(scope, 'customers', 'c')} where ${searchConditions(scope, ['anna'])[0]}`,
    'customers_full_name_search',
    'customers_email_search',
    'customer_identifiers_search',
  ],
};

describe.each(Object.entries(statements))('the statement of %s', (_, [ask, ...indexes]) => {
  beforeAll(
    () => database.client`select facet.ensure_partitions('customer_profiles', '2026-11-01'::date, '2026-11-30'::date)`,
  );

  it.each([
    ['all rows', undefined],
    ['those of an application', ['alpha']],
  ])('takes its indexes for who sees %s', async (_, apps) => {
    const viewer = clientNamed('partner', { apps: apps ?? null });
    const plan = await planOf(ask(openScope(database, { viewer })), apps && { ...rights, apps });
    for (const index of indexes) expect(plan).toMatch(new RegExp(`Index (Only )?Scan (Backward )?(using|on) ${index}`));
  });
});

describe('who owns an identifier', () => {
  it('is found by the index for restricted viewers too', async () => {
    const viewer = clientNamed('partner', { apps: ['alpha'] });
    let asked: SQL | undefined;
    const db: Scope['db'] = {
      query: (statement) => {
        asked = statement;
        return Promise.resolve([]);
      },
    };
    await findIdentifierOwners(openScope(database, { viewer, db }), [{ system: 'email', value: 'a@b.c' }]);
    expect(await planOf(asked ?? sql``, rights)).toMatch(/using customer_identifiers_value/);
  });
});

describe('the views that are searched', () => {
  it.each(['customers', 'customer_identifiers'] as const)(
    'hold the rows of %s that the policy lets through',
    async (table) => {
      const { client } = database;
      await client`
      insert into facet.customers (customer_id, app, source_records, load_id)
      values ('a', 'alpha', 1, 0), ('b', 'beta', 1, 0) on conflict do nothing`;
      await client`
      insert into facet.customer_identifiers (customer_id, system, value, app, load_id)
      values ('a', 'crm', 'x', 'alpha', 0), ('b', 'crm', 'y', 'beta', 0) on conflict do nothing`;
      const read = async (viewing: RowRights) =>
        createDoor(client, { rights: viewing }).query(sql`select customer_id from ${sql.raw(`facet.seen_${table}`)}`);
      expect(await read(rights)).toEqual([{ customer_id: 'a' }]);
      expect(await read({ ...rights, apps: [] })).toEqual([]);
      expect(await read({ ...rights, apps: null, brands: [] })).toHaveLength(2);
      // Whoever sees all reads the table itself.
      expect(JSON.stringify(searchedRows({ viewer: clientNamed('analyst') }, table).queryChunks)).not.toContain(
        'seen_',
      );
      expect(await client.unsafe(`select customer_id from facet.seen_${table}`)).toEqual([]);
    },
  );
});
