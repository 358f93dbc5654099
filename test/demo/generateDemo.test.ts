import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import type { Sql } from '../../src/db/client.js';
import type { Job } from '../../src/db/job.js';
import { NAMED_CUSTOMER } from '../../src/demo/DemoRun.js';
import { generateDemo, type DemoOptions } from '../../src/demo/generateDemo.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const options: DemoOptions = { seed: 7, customers: 300, days: 60, lastDay: '2026-02-28' };
const elsewhere = 'America/Los_Angeles';

const said: string[] = [];
const job = (client: Sql, timeZone = 'UTC'): Job => ({
  client,
  config: { ...readConfig({}), timeZone },
  progress: { say: (line) => said.push(line), update: () => {} },
  now: new Date('2026-03-01T00:00:00Z'),
});

let [first, second, other]: TestDatabase[] = [];
beforeAll(async () => {
  [first, second, other] = await Promise.all([cloneDatabase(), cloneDatabase(), cloneDatabase()]);
  await generateDemo(job(first.client), options);
  await generateDemo(job(second.client), options);
  // Late events of the last day are on the first of the next month by UTC.
  await generateDemo(job(other.client, elsewhere), { ...options, seed: 8 });
}, 30_000);
afterAll(async () => {
  for (const database of [first, second, other]) await database?.drop();
});

const query = async (text: string, database = first): Promise<Record<string, unknown>[]> =>
  (await database?.client.unsafe(text)) ?? [];

const tables = (
  'industries companies contracts accounts unified_customers customers customer_identifiers products ' +
  'email_opt_status sms_opt_status ' +
  'unified_itemized_transactions unified_transactions activity ' +
  'campaigns campaign_actions campaign_action_channels campaign_targetings ' +
  'planned_campaigns planned_campaign_versions campaign_deliveries campaign_assignments ' +
  'campaign_recipients campaign_coupons coupon_redemptions metric_definitions metric_values metric_base_rows'
).split(' ');

const digest = async (table: string, database: TestDatabase | undefined): Promise<unknown> =>
  (
    await query(
      `select md5(string_agg(t, ' ' order by t collate "C")) from (select (to_jsonb(t) - 'loaded_at')::text as t from facet.${table} as t) as rows`,
      database,
    )
  )[0];

test('the same seed gives the same rows, another seed others', async () => {
  for (const table of tables) {
    expect([table, await digest(table, second)]).toEqual([table, await digest(table, first)]);
  }
  for (const table of ['unified_customers', 'products', 'unified_transactions', 'activity', 'campaign_targetings']) {
    expect([table, await digest(table, other)]).not.toEqual([table, await digest(table, first)]);
  }
});

test('every table is filled, and every step is told with its rows', async () => {
  for (const table of tables) expect(await query(`select from facet.${table} limit 1`)).toHaveLength(1);
  expect(await query('select count(*)::int as n from facet.customers')).toEqual([{ n: 300 }]);
  expect(said).toContainEqual(expect.stringMatching(/^Demo: 300 customers \(\d\.\d s\)\.$/));
  expect(await query('select from facet.loads where finished_at is null')).toEqual([]);
});

test('nothing is after the last day but scheduled campaigns', async () => {
  const latest = `select greatest(
      (select max(time) from facet.activity), (select max(order_datetime) from facet.unified_itemized_transactions),
      (select max(greatest(create_dt, update_dt)) from facet.unified_customers),
      (select max(last_updated_time) from facet.campaign_targetings)) < timestamp '2026-03-01 00:00'`;
  expect(await query(`${latest} at time zone 'UTC' as fits`)).toEqual([{ fits: true }]);
  expect(await query(`${latest} at time zone '${elsewhere}' as fits`, other)).toEqual([{ fits: true }]);
  expect(await query('select max(execution_date) as day from facet.campaign_targetings')).toEqual([
    { day: options.lastDay },
  ]);
  const future = await query(`select status from facet.campaigns where execution_start_date > '2026-02-28'`);
  expect(future.length).toBeGreaterThan(0);
  expect(new Set(future.map(({ status }) => status))).toEqual(new Set(['Scheduled']));
});

test('but for the planted faults purchases are positive, returns and cancellations negative and later, about 6 % and 2 % of the lines', async () => {
  const bad = await query(`
    select * from facet.unified_itemized_transactions
    where case when is_return or is_cancellation
        then item_quantity >= 0 or greatest(item_revenue, item_list_price, item_discount_amount, item_cost) > 0
        else item_quantity <= 0 or least(item_revenue, item_list_price, item_discount_amount, item_cost) < 0 end
      or item_revenue <> item_list_price - item_discount_amount or item_revenue <> item_cost + item_profit`);
  // Four of another cost, three of another discount, two of nothing.
  expect(bad).toHaveLength(9);
  const early = await query(`
    select from facet.unified_itemized_transactions as back join facet.unified_transactions using (customer_id, order_id)
    where (is_return or is_cancellation) and back.order_datetime <= unified_transactions.order_datetime`);
  // The returns whose order is not there.
  expect(early).toHaveLength(5);
  const [shares] = await query(`
    select (avg(is_return::int) * 100)::float as returned, (avg(is_cancellation::int) * 100)::float as canceled
    from facet.unified_itemized_transactions`);
  expect(Math.abs(Number(shares?.['returned']) - 5.5)).toBeLessThan(3);
  expect(Math.abs(Number(shares?.['canceled']) - 2)).toBeLessThan(1.5);
});

test('every order and every targeting is of a known customer, but for 82 sales at a till; some visits are nobody’s', async () => {
  for (const [table, nobody] of [
    ['unified_transactions', 82],
    ['campaign_targetings', 0],
  ] as const) {
    const strangers = `select customer_id from facet.${table} where customer_id not in (select customer_id from facet.customers)`;
    expect(await query(strangers)).toEqual(Array.from({ length: nobody }, () => ({ customer_id: '' })));
  }
  const [visits] = await query(`select avg((customer_id = '')::int)::float as anonymous from facet.activity`);
  expect(visits?.['anonymous']).toBeGreaterThan(0.05);
  expect(visits?.['anonymous']).toBeLessThan(0.4);
});

test('about a tenth of the targeted customers are control, at every occurrence of a campaign the same', async () => {
  const targeted = `facet.campaign_targetings join facet.campaign_actions using (plan_id, plan_detail_id)`;
  const [share] = await query(`select avg((campaign_action_id = 1)::int)::float as control from ${targeted}`);
  expect(Math.abs(Number(share?.['control']) - 0.1)).toBeLessThan(0.03);
  const torn = `select from ${targeted} group by customer_id, plan_id having count(distinct plan_detail_id) > 1`;
  expect(await query(torn)).toEqual([]);
});

test('consent names languages, which Austria shares with Germany', async () => {
  const languages = (table: string) =>
    query(
      `select distinct language_preference as l from facet.${table} where language_preference is not null order by 1`,
    );
  for (const table of ['email_opt_status', 'sms_opt_status'])
    expect((await languages(table)).map(({ l }) => l)).toEqual(['de', 'fr', 'it', 'nl']);
  const austrian = await query(
    `select distinct language_preference as l from facet.email_opt_status where region = 'AT'`,
  );
  expect(austrian).toEqual([{ l: 'de' }]);
});

test('faults are planted for a validation to find, and none at the named customer', async () => {
  const [found] = await query(`
    select count(*) filter (where product_id is null)::int as "noProduct",
      count(*) filter (where item_revenue is null)::int as "noRevenue",
      count(*) filter (where item_discount_percent > 1)::int as "percent",
      count(*) filter (where purchase_channel = 'store' and store_id is null and not is_return and not is_cancellation)::int as "noStore"
    from facet.unified_itemized_transactions where customer_id <> '${NAMED_CUSTOMER}'`);
  expect(found).toMatchObject({ noProduct: 6, noRevenue: 1, percent: 2 });
  expect(found?.['noStore']).toBeGreaterThan(0);
  const contradicted = await query(`
    select email from facet.email_opt_status group by email, brand, region, email_program
    having bool_or(is_email_opted_in) and not bool_and(is_email_opted_in)`);
  expect(contradicted).toHaveLength(2);
  expect(
    await query(`
    select line_id from facet.unified_itemized_transactions where customer_id = '${NAMED_CUSTOMER}'
      and (product_id is null or item_revenue is null or item_discount_percent > 1 or item_revenue <> item_cost + item_profit)`),
  ).toEqual([]);
});

test('the named customer has orders, a return, and every kind of targeting within 60 days', async () => {
  const recent = `customer_id = '${NAMED_CUSTOMER}' and`;
  const orders = await query(`select from facet.unified_transactions where ${recent} order_datetime >= '2025-12-31'`);
  expect(orders.length).toBeGreaterThanOrEqual(4);
  const returned = `select from facet.unified_itemized_transactions where ${recent} is_return and order_datetime >= '2025-12-31'`;
  expect((await query(returned)).length).toBeGreaterThanOrEqual(1);
  const states = await query(`
    select count(*) filter (where campaign_action_id = 1)::int as control,
      count(*) filter (where campaign_action_id > 1)::int as received,
      count(*) filter (where plan_detail_id is null and exclusion_reason is not null and taken_from_plan_id is not null)::int
        as excluded
    from facet.campaign_targetings left join facet.campaign_actions using (plan_id, plan_detail_id)
    where ${recent} execution_date >= '2025-12-31'`);
  for (const state of ['control', 'received', 'excluded']) expect(states[0]?.[state]).toBeGreaterThanOrEqual(1);
});

test('a database with customers is refused and left as it is', async () => {
  const before = await query('select count(*) from facet.loads');
  await expect(generateDemo(job(first?.client as Sql), options)).rejects.toThrow(
    'The database already holds 300 customers; the demo is for an empty database.',
  );
  expect(await query('select count(*) from facet.loads')).toEqual(before);
});

test('a database with other data that was imported, such as a metric or attributes, is refused and left as it is', async () => {
  const database = await cloneDatabase();
  const { client } = database;
  await client`insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('2001', 'Ours', '2026-01-01')`;
  await client`insert into facet.metric_definitions (metric_name, description, load_id) values ('orders', 'Ours.', 0)`;
  await client`insert into facet.imported_attributes (customer_id, source, attributes, load_id) values ('A', 'club', '{}', 0)`;
  await expect(generateDemo(job(client), options)).rejects.toThrow(
    'The database already holds data (metric_definitions: 1, campaigns: 1 and imported_attributes: 1); the demo is for an empty database.',
  );
  await client`delete from facet.campaigns`;
  await client`delete from facet.metric_definitions`;
  await expect(generateDemo(job(client), options)).rejects.toThrow(
    'The database already holds data (imported_attributes: 1); the demo is for an empty database.',
  );
  expect(await client`select from facet.loads`).toHaveLength(0);
  await database.drop();
});

test.each([
  [{ customers: 0 }, 'The demo cannot have 0 customers'],
  [{ days: 1.5 }, 'The demo cannot have 1.5 days'],
  [{ lastDay: '2026-02-30' }, "The demo's last day, 2026-02-30, is not a day"],
  [{ seed: Number.NaN }, "The demo's seed, NaN, is not a whole number"],
])('%p is refused with a sentence', async (bad, sentence) => {
  await expect(generateDemo(job(first?.client as Sql), { ...options, ...bad })).rejects.toThrow(sentence);
});

test('coupons are used by those a campaign was sent to, within two weeks', async () => {
  const strange = await query(`
    select from facet.coupon_redemptions r where not exists (
      select from facet.campaign_targetings t join facet.campaign_actions a using (plan_id, plan_detail_id)
      where t.customer_id = r.customer_id and t.plan_id = r.plan_id and a.campaign_action_name <> 'DN'
        and r.redemption_date - t.execution_date between 0 and 13)`);
  expect(strange).toEqual([]);
  const late = await query(`select from facet.coupon_redemptions where redemption_date > '${options.lastDay}'`);
  expect(late).toEqual([]);
});

test('of those whom the letter was sent to a known share orders what it ordered last once more within the week, and no control', async () => {
  const sent = await query(`select customer_id, is_control from facet.campaign_assignments a
    where exists (select from facet.unified_itemized_transactions l where l.customer_id = a.customer_id
      and not is_return and not is_cancellation and order_datetime < '2026-02-14')`);
  const draw = (customer: unknown): number =>
    Number.parseInt(
      createHash('md5')
        .update(`7/letter/${String(customer)}`)
        .digest('hex')
        .slice(0, 6),
      16,
    ) /
    2 ** 24;
  const drawn = sent.filter((row) => row['is_control'] === false && draw(row['customer_id']) < 0.2);
  const orders =
    await query(`select customer_id, substr(order_id, 2) as of, order_datetime as at from facet.unified_transactions
    where order_id like 'L%' order by 1`);
  // One may be missing whose last order holds nothing but planted faults.
  expect(orders.length).toBeGreaterThanOrEqual(drawn.length - 1);
  expect(drawn.map((row) => row['customer_id'])).toEqual(
    expect.arrayContaining(orders.map((order) => order['customer_id'])),
  );
  expect(orders.length).toBeGreaterThan(5);
  for (const { customer_id: customer, of, at } of orders) {
    const [last] = await query(`select order_id, order_datetime as at from facet.unified_transactions
      where customer_id = '${String(customer)}' and order_id not like 'L%' and order_datetime < '2026-02-14' order by 2 desc limit 1`);
    expect(of).toBe(last?.['order_id']);
    const [was, is] = [new Date(String(last?.['at'])), new Date(String(at))];
    expect((is.getTime() - was.getTime()) % (7 * 86_400_000)).toBe(0);
    expect([is >= new Date('2026-02-14T06:30:00Z'), is < new Date('2026-02-21T06:30:00Z')]).toEqual([true, true]);
  }
});

test('every message has a recipient for each channel, and control one', async () => {
  const [counts] = await query(`
    select (select count(*) from facet.campaign_recipients)::int as recipients, sum(greatest(channels, 1))::int as messages,
      (select count(*) from facet.campaign_recipients where is_control)::int as control,
      count(*) filter (where channels = 0)::int as "withoutChannel"
    from (
      select count(ch.channel_id) as channels from facet.campaign_targetings t
      left join facet.campaign_action_channels ch using (plan_id, plan_detail_id)
      where t.plan_detail_id is not null and t.execution_date > date '${options.lastDay}' - 30
      group by customer_id, execution_date, plan_id) as sent`);
  expect(counts?.['recipients']).toBe(counts?.['messages']);
  expect(counts?.['control']).toBe(counts?.['withoutChannel']);
  expect(counts?.['control']).toBeGreaterThan(0);
});

test.each([
  { level: 'ACCOUNT', key: 'account_id', names: 4 },
  { level: 'CUSTOMER', key: 'customer_id', names: 2 },
])('$level: metrics of every full month, which are what the orders give', async ({ level, key, names }) => {
  const lines = `facet.unified_itemized_transactions join facet.customers using (customer_id) where ${key} = v.entity_id`;
  const odd = await query(`
    select * from facet.metric_values v where level = '${level}' and value is distinct from (case metric_name
      when 'orders' then (select count(distinct order_id) from ${lines} and order_datetime::date between effective_date
        and (effective_date + interval '1 month - 1 day')::date)
      when 'net_revenue' then (select sum(item_revenue) from ${lines} and order_datetime::date between effective_date
        and (effective_date + interval '1 month - 1 day')::date)
      when 'net_revenue_past_12_months' then (select sum(item_revenue) from ${lines} and order_datetime::date between
        (effective_date - interval '11 months')::date and (effective_date + interval '1 month - 1 day')::date)
      else value end)`);
  expect(odd).toEqual([]);
  const months = await query(`
    select min(effective_date) as first, max(effective_date) as last, count(distinct effective_date)::int as months,
      min(effective_date) filter (where metric_name = 'net_revenue_past_12_months') as "firstOfYear",
      count(distinct metric_name)::int as names
    from facet.metric_values where level = '${level}'`);
  // Orders begin on 30 December 2024, and 28 February is the last day of a month.
  const firstOfYear = level === 'ACCOUNT' ? '2025-12-01' : null;
  expect(months).toEqual([{ first: '2025-01-01', last: '2026-02-01', months: 14, firstOfYear, names }]);
  const missing = await query(`
    select from facet.unified_itemized_transactions join facet.customers using (customer_id)
    where ${key} is not null and order_datetime >= '2025-01-01' and not exists (select from facet.metric_values
      where level = '${level}' and entity_id = ${key} and metric_name = 'orders'
        and effective_date = date_trunc('month', order_datetime at time zone 'UTC'))`);
  expect(missing).toEqual([]);
});
