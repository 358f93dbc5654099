import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { dailySteps } from '../../src/cli/steps/dailySteps.js';
import { planDaily } from '../../src/daily/planDaily.js';
import { runDaily } from '../../src/daily/runDaily.js';
import { dailyFixture, type DailyFixture } from './dailyFixture.js';

let fixture: DailyFixture;
beforeAll(async () => {
  fixture = await dailyFixture();
});
afterAll(() => fixture.drop());

const builds = () => fixture.client`select count(*)::int from facet.loads where kind = 'build'`.values();

it('links records that wait before it writes the days, and builds nothing where none does', async () => {
  const { client } = fixture;
  const run = (now: string) => runDaily(fixture.job(now), dailySteps);
  await run('2026-04-01T09:00:00Z');
  expect(await builds()).toEqual([[0]]);
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, email, load_id)
    values ('', 'news', '1', 'zoe@x.example', 0), ('', 'news', '2', 'Zoe@x.example', 0)`;
  await planDaily(fixture.job('2026-04-02T09:00:00Z'), dailySteps);
  expect(fixture.lines).toContain('would link source records first, which "facet build --dry-run" tries');
  expect(await builds()).toEqual([[0]]);
  await run('2026-04-02T09:00:00Z');
  expect(fixture.lines).toContain('source records: 2 records got a customer, 0 another one; 1 pair written');
  expect(fixture.lines.join('\n')).not.toContain('x.example');
  const [written] = await client`
    select (select rows from facet.profile_days order by profile_date desc limit 1) as profiles,
      (select source_records from facet.customers where email ilike 'zoe@x.example') as records`;
  expect(written).toEqual({ profiles: '2', records: 2 });
  await run('2026-04-03T09:00:00Z');
  expect(await builds()).toEqual([[1]]);
});

it('has the attributes of what it has built, also where no day is missing', async () => {
  const { client } = fixture;
  const run = () => runDaily(fixture.job('2026-04-10T09:00:00Z'), dailySteps);
  const order = (id: string) => client`
    insert into facet.unified_itemized_transactions
      (customer_id, order_id, line_id, source_customer_id, source_namespace, order_datetime, item_quantity, item_revenue, load_id)
    values ('', ${id}, '1', 'K1', 'shop', '2026-04-05', 1, 10, 0)`;
  const orders = () =>
    client`select lifetime_order_frequency::int, as_of::text from facet.transaction_attributes_extended`.values();
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, foreign_keys, load_id)
    values ('', 'shop', '100', '{"shop": "K1"}', 0)`;
  await order('o1');
  await run();
  expect(await orders()).toEqual([[1, '2026-04-09']]);
  await order('o2');
  fixture.lines.length = 0;
  await planDaily(fixture.job('2026-04-10T10:00:00Z'), dailySteps);
  expect(fixture.lines).toContain('would link source records first, which "facet build --dry-run" tries');
  expect((await run()).days).toEqual([]);
  expect(await orders()).toEqual([[2, '2026-04-09']]);
  const attributes = () => client`select count(*)::int from facet.loads where kind = 'transaction attributes'`.values();
  const before = await attributes();
  await run();
  expect(await attributes()).toEqual(before);
});
