import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import type { Job } from '../../src/db/job.js';
import { NAMED_CUSTOMER } from '../../src/demo/DemoRun.js';
import { fillDemo, resumeDemo } from '../../src/demo/fillDemo.js';
import { checkMeasurement } from '../../src/results/checkMeasurement.js';
import type { CampaignResultsRow } from '../../src/results/CampaignResultsRow.js';
import { findDeliveryResults } from '../../src/results/findResults.js';
import { jobScope } from '../../src/segmentWriting/jobScope.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  // Those of somebody's own config file: the demo has no such attribute.
  const metrics = [{ attribute: 'LOYALTY_POINTS', name: 'points', acrossEntities: 'sum', acrossTime: 'sum' }] as const;
  const levels = { ...readConfig({}).levels, metrics: [...metrics] };
  const job = testJob(database, '2026-03-31T12:00:00Z', { levels });
  await fillDemo(job, { seed: 7, customers: 300, days: 40, lastDay: '2026-03-31' });
}, 60_000);
afterAll(() => database.drop());

/** Asked of the source tables by a correlated subquery per row and column: slow, and written another way than the metrics. */
const oracle = (column: string, amount: string, since: string, rows: string) => `
  select count(*)::int as odd, (select count(*)::int from bi.vw_customer_profiles_real_field_names) as all
  from bi.vw_customer_profiles_real_field_names p
  where p.${column} is distinct from coalesce((
    select ${amount} from ${rows}
      and t.day <= p.profile_date ${since}), 0)`;

const lines = `(select *, order_datetime::date as day, coalesce(is_return, false) or coalesce(is_cancellation, false) as back
  from facet.unified_itemized_transactions) t where t.customer_id = p.client_customer_id`;
const received = `(select t.*, t.execution_date as day from facet.campaign_targetings t
  join facet.campaign_actions a using (plan_id, plan_detail_id) where a.campaign_action_name <> 'DN') t
  where t.customer_id = p.client_customer_id`;

const lastMonth = `and t.day > (p.profile_date - interval '1 month')::date`;

describe('the demo’s snapshots', () => {
  it.each([
    ['ecom_total_gross_sales_amount', 'sum(item_revenue) filter (where not back)', lines],
    ['ecom_total_refund_amount', '-sum(item_revenue) filter (where back)', lines],
    ['ecom_total_net_sales_amount', 'sum(item_revenue)', lines],
    ['ecom_number_of_orders', 'count(distinct order_id) filter (where not back)', lines],
    ['ecom_number_of_order_days', 'count(distinct day) filter (where not back)', lines],
    ['ecom_number_of_items', 'sum(item_quantity) filter (where not back)', lines],
    ['numberofcampaigns', 'count(*)', received],
  ])(
    '%s is what the source tables give at the end of each day, over all time and the month',
    async (column, amount, rows) => {
      const [all] = await database.client.unsafe(oracle(column, amount, '', rows));
      expect(all).toEqual({ odd: 0, all: 12_000 });
      const [month] = await database.client.unsafe(oracle(`${column}_1m`, amount, lastMonth, rows));
      expect(month).toEqual({ odd: 0, all: 12_000 });
    },
  );

  it('have segments, each with somebody in it and somebody who is not, and the days of two of them', async () => {
    const sizes = await database.client<{ id: string; size: string }[]>`
      select segment_id as id, size from facet.segments join facet.segment_versions using (segment_id, version) order by 1`;
    expect(sizes.map(({ id }) => id)).toEqual([
      'at-home',
      'best-buyers',
      'contacted-this-week',
      'lapsed',
      'new-customers',
      'win-back',
    ]);
    for (const { size } of sizes) expect([Number(size) > 0, Number(size) < 300]).toEqual([true, true]);
    const days = await database.client`
      select segment_id as id, count(*)::int as days, max(day) as last from facet.segment_days group by 1 order by 1`;
    expect([...days]).toEqual([
      { id: 'best-buyers', days: 14, last: '2026-03-31' },
      { id: 'new-customers', days: 14, last: '2026-03-31' },
    ]);
  });

  it('has as many best buyers and new customers as the order lines say', async () => {
    const [row] = await database.client`
      select (select count(*)::int from (select customer_id from facet.unified_itemized_transactions join facet.customers using (customer_id)
          where not coalesce(is_return, false) and not coalesce(is_cancellation, false)
            and order_datetime >= '2025-03-31' and order_datetime < '2026-04-01'
          group by 1 having sum(item_revenue) >= 300) b) as best,
        (select count(*)::int from (select customer_id from facet.unified_itemized_transactions join facet.customers using (customer_id)
          where not coalesce(is_return, false) and not coalesce(is_cancellation, false) and order_datetime < '2026-04-01'
          group by 1 having min(order_datetime) >= '2026-02-28') n) as new`;
    const [found] = await database.client`
      select max(size) filter (where segment_id = 'best-buyers')::int as best,
        max(size) filter (where segment_id = 'new-customers')::int as new
      from facet.segment_days where day = '2026-03-31'`;
    expect(found).toEqual(row);
  });

  it('has a letter that was sent, which brought purchasers, and one that is yet to come', async () => {
    const campaigns = await database.client`
      select p.campaign_id as id, p.status, p.next_due_at, c.status as shown from facet.planned_campaigns p
      join facet.campaigns c on c.plan_id = p.campaign_id order by 1`;
    expect([...campaigns]).toEqual([
      { id: 'autumn-letter', status: 'SCHEDULED', next_due_at: '2026-04-30T06:30:00Z', shown: 'Scheduled' },
      { id: 'spring-letter', status: 'DELIVERED', next_due_at: null, shown: 'Delivered' },
    ]);
    const scope = await jobScope(testJob(database, '2026-03-31T12:00:00Z'));
    const question = { measured: checkMeasurement(scope, { days: 7 }), asked: { money: true, redemptions: true } };
    const [found] = await findDeliveryResults(scope, ['spring-letter'], question);
    expect(found).toMatchObject({ isComplete: true });
    const [control, letter] = (found as CampaignResultsRow).results;
    const [audience] = await database.client<{ n: number }[]>`
      select count(*)::int as n from facet.customers where country in ('DE', 'AT') and customer_id <> ${NAMED_CUSTOMER}`;
    const all = audience?.n ?? 0;
    expect([control?.isControl, control?.recipients]).toEqual([true, Math.round(all / 10)]);
    expect([letter?.isControl, letter?.recipients]).toEqual([false, all - Math.round(all / 10)]);
    // At least the share that answers, of those who had ordered before; a few order anyway.
    const [responses] = await database.client<{ n: number }[]>`
      select count(distinct customer_id)::int as n from facet.unified_transactions where order_id like 'L%'`;
    expect(letter?.purchasers).toBeGreaterThanOrEqual(responses?.n ?? 0);
    expect(responses?.n).toBeGreaterThan(0);
  });

  it('are finished whatever attributes a config file makes metrics of', async () => {
    const open = await database.client`select from facet.loads where kind = 'demo' and finished_at is null`;
    expect(open).toHaveLength(0);
    expect(await database.client`select from facet.metric_values where metric_name = 'points'`).toHaveLength(0);
  });

  it('say something: not all values are zero', async () => {
    const [row] = await database.client`
      select max(ecom_total_refund_amount_1m) > 0 as refunds, max(ecom_number_of_canceled_items) > 0 as cancellations,
        max(numberofcampaigns_1m) > 0 as campaigns, max(numberofcontrols_1m) > 0 as controls,
        max(numberofexclusions_1m) > 0 as exclusions, count(distinct city) > 10 as cities
      from bi.vw_customer_profiles_real_field_names`;
    expect(row).toEqual({
      refunds: true,
      cancellations: true,
      campaigns: true,
      controls: true,
      exclusions: true,
      cities: true,
    });
  });

  it.each([
    ['the next start', resumeDemo],
    ['facet demo', (job: Job) => fillDemo(job, { seed: 1, customers: 9, days: 9 })],
  ])('are finished by %s when the run was ended after the source tables', async (_, goOn) => {
    const job = testJob(database, '2026-04-02T12:00:00Z');
    await database.client`update facet.loads set finished_at = null where kind = 'demo'`;
    await database.client`truncate facet.customer_profiles, facet.profile_days`;
    const said: string[] = [];
    const progress = { say: (line: string) => void said.push(line), update: () => {} };
    await database.client.begin(async (other) => {
      await other`select pg_advisory_xact_lock(hashtext('facet.demo'))`;
      const waiting = goOn({ ...job, progress });
      while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(said).toEqual([expect.stringMatching(/^Another run is writing demo .*; waiting for it\.$/)]);
      void waiting.then(() => said.push('end'));
    });
    while (said.at(-1) !== 'end') await new Promise((resolve) => setTimeout(resolve, 20));
    expect(said).toContain('Going on with the demo company: 40 days of snapshots up to 2026-03-31.');
    const [days] = await database.client`
      select count(*)::int as n, min(profile_date) as first, max(profile_date) as last from facet.profile_days where complete`;
    expect(days).toEqual({ n: 40, first: '2026-02-20', last: '2026-03-31' });
    await resumeDemo(job);
    await expect(fillDemo(job, { seed: 1, customers: 9, days: 9 })).rejects.toThrow('already holds 300 customers');
  });

  it('are not written for a demo that was ended before its source tables, whatever customers came since', async () => {
    const job = testJob(database, '2026-04-02T12:00:00Z');
    await database.client`insert into facet.loads (kind, started_at, code_version, inputs)
      values ('demo', now(), '1', '{"seed": 7, "customers": 5, "days": 2, "lastDay": "2026-04-01"}')`;
    await resumeDemo(job);
    expect(await database.client`select max(profile_date) as day from facet.profile_days`).toEqual([
      { day: '2026-03-31' },
    ]);
  });
});
