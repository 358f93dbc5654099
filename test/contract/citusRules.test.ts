import { beforeAll, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { loadModule } from 'libpg-query';
import { createDoor } from '../../src/db/door.js';
import { removeVanished } from '../../src/ingest/derive/upsert.js';
import { cloneDatabase } from '../support/database.js';
import type { CitusRule } from '../support/statements/citusRule.js';
import { refusedByCitus } from '../support/statements/refusedByCitus.js';
import { takeRefused } from '../support/statements/watchStatements.js';

beforeAll(() => loadModule());

const known = 'with known as materialized (select key, customer_id from facet.customer_identifiers)';
const own = 'select v.day from facet.activity_visits v join facet.customers c on c.customer_id = v.customer_id';

/** Statements by the rule that they break, put in on purpose. */
const broken: readonly (readonly [CitusRule, string])[] = [
  ['emptySelect', 'select 1 from facet.customers c where exists (select from facet.loads)'],
  ['emptySelect', 'select from facet.loads limit 1'],
  ['emptySelect', 'select count(*) from (select from facet.activity group by day) d'],
  [
    'correlated',
    'select 1 from facet.customers c where exists (select 1 from facet.customer_identifiers i where i.value = c.email)',
  ],
  [
    'correlated',
    'select exists (select 1 from facet.campaign_targetings t where t.plan_id = k.id) from unnest($1::text[]) k (id)',
  ],
  [
    'correlated',
    `select * from facet.accounts a where 5 < (select count(*) from facet.customers c where c.account_id = a.account_id)`,
  ],
  [
    'correlated',
    'delete from facet.customers d where not exists (select 1 from facet.unified_customers r where r.pk = d.full_name)',
  ],
  ['volatileSet', 'update facet.loads set finished_at = clock_timestamp() where load_id = $1'],
  ['volatileSet', 'update facet.customers set full_name = full_name || random()::text'],
  [
    'volatileSet',
    `insert into facet.profile_days (profile_date) values ('2026-01-01')
      on conflict (profile_date) do update set load_id = nextval('facet.ids')`,
  ],
  [
    'lateralLimit',
    `select * from unnest($1::text[]) k (id) cross join lateral (
      select * from facet.activity a where a.customer_id = k.id order by a.time limit 3) newest`,
  ],
  [
    'lateralLimit',
    `select * from facet.campaigns c, lateral (select * from (
      (select * from facet.campaign_targetings t where t.plan_id = c.plan_id limit 3) union all
      (select * from facet.campaign_targetings t where t.plan_id = c.plan_id limit 3)) r) page`,
  ],
  ['groupingSets', 'select brand, count(*) from facet.unified_transactions group by rollup (brand)'],
  ['groupingSets', 'select brand, app, count(*) from facet.unified_transactions group by cube (brand, app)'],
  [
    'groupingSets',
    `select brand, count(*) from (select t.* from facet.unified_transactions t) t group by grouping sets ((brand), ())`,
  ],
  ['temporaryJoin', 'select * from facet.customers c join staged s on s.customer_id = c.customer_id'],
  ['temporaryJoin', 'select * from pg_temp.staged s, facet.customers c where s.customer_id = c.customer_id'],
  [
    'temporaryJoin',
    `select * from facet.unified_transactions o
      where not exists (select 1 from owners where owners.order_id = o.order_id)`,
  ],
  [
    'temporaryJoin',
    `with gone as (delete from staged s using facet.customers c where c.customer_id = s.customer_id returning s.line)
      select * from gone`,
  ],
  ['referenceChange', 'update facet.campaigns c set app = s.app from staged s where s.plan_id = c.plan_id'],
  ['keyChange', 'update facet.unified_transactions set customer_id = $1 where order_id = $2'],
  ['setConfig', `select set_config('work_mem', '64MB', true)`],
  ['setConfig', 'select set_config(name, value, true) from unnest($1::text[], $2::text[]) as s (name, value)'],
  // What gave 109 rows in place of 200.
  [
    'lostRows',
    `${known} select count(*) from (${own} union all
      select v.day from facet.activity_visits v join known k on k.key = v.customer_id
      join (select distinct customer_id from facet.customers) c on c.customer_id = k.customer_id) x`,
  ],
  [
    'openUnion',
    `${known} select * from (${own} union all
      select v.day from facet.activity_visits v join known k on k.key = v.customer_id) x
      join facet.customers c on c.customer_id = x.customer_id`,
  ],
];

it.each(broken)('finds %s in: %s', (rule, text) => {
  expect(refusedByCitus(text)).toContain(rule);
});

/** What comes near to breaking a rule, and runs. */
const allowed: readonly string[] = [
  'select 1 from facet.customers c where exists (select 1 from facet.loads)',
  'insert into facet.loads (kind) values ($1)',
  'select 1 from facet.customers c where exists (select 1 from facet.activity a where a.customer_id = c.customer_id)',
  'select 1 from facet.customers c where c.customer_id in (select customer_id from facet.customer_identifiers where value = $1)',
  'select 1 from facet.campaign_targetings t where exists (select 1 from facet.campaigns c where c.plan_id = t.plan_id)',
  `select 1 from facet.customers c where exists (
    select 1 from facet.metric_values v where v.entity_id = c.customer_id and v.level = 'CUSTOMER')`,
  'update facet.loads set finished_at = (select clock_timestamp()) where load_id = $1',
  'update facet.loads set finished_at = now() where load_id = $1',
  'update facet.documents set used_at = clock_timestamp() where name = $1',
  'insert into facet.loads (started_at) values (clock_timestamp())',
  `select * from facet.customers c cross join lateral (
    select * from facet.activity a where a.customer_id = c.customer_id order by a.time limit 3) newest where c.customer_id = any($1)`,
  'select * from facet.campaigns c, lateral (select * from facet.campaign_actions a where a.plan_id = c.plan_id limit 3) a',
  'select rule, count(*) from facet.validation_results group by rollup (rule)',
  'select brand, null, count(*) from facet.unified_transactions group by brand union all select null, null, 1',
  'select * from facet.customers c join (select * from staged) s on s.customer_id = c.customer_id',
  'with s as materialized (select * from staged) select * from facet.customers c join s using (customer_id)',
  'update facet.customers c set app = s.app from staged s where s.customer_id = c.customer_id',
  'delete from staged where line in (select line from found)',
  `update facet.campaigns set app = 'x' where plan_id = $1`,
  'update facet.campaign_targetings set plan_id = $1 where customer_id = $2',
  'update facet.planned_campaigns set customer_id = $1',
  `set local work_mem = '64MB'`,
  `select current_setting('work_mem')`,
  `${known}, seen as materialized (select k.key, c.customer_id from known k join facet.customers c using (customer_id))
    select count(*) from (${own} union all
    select v.day from facet.activity_visits v join seen k on k.key = v.customer_id offset 0) x
    join facet.customers c on c.customer_id = x.customer_id`,
  `${known} select count(*) from facet.activity_visits v join known k on k.key = v.customer_id`,
  `${known} select count(*) from (${own} union all
    select v.day from facet.activity_visits v join known k on k.customer_id = v.customer_id
    join facet.customers c on c.customer_id = k.customer_id offset 0) x`,
];

it.each(allowed)('finds nothing in: %s', (text) => {
  expect(refusedByCitus(text)).toEqual([]);
});

it('is asked of what the product sends, and of nothing that a test does', async () => {
  const database = await cloneDatabase();
  const { client } = database;
  try {
    await client`select 1 from facet.customers c where exists (select from facet.loads)`;
    await client.unsafe('select 2 from facet.customers c where exists (select from facet.loads)');
    await createDoor(client).query(sql`select 3 from facet.customers c where exists (select from facet.loads)`);
    expect(takeRefused()).toEqual([]);
    // The product puts this condition into a statement of its own.
    await removeVanished(client, { name: 'customers', key: [], columns: [] }, 'exists (select from facet.loads)');
    expect(takeRefused()).toEqual([expect.stringMatching(/^emptySelect: [^]*delete from facet."customers"/)]);
  } finally {
    await database.drop();
  }
});
