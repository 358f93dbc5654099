import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { dropOldMonths } from '../../src/enrichment/snapshot/dropOldMonths.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { refreshViews } from '../../src/bi/refreshViews.js';
import { deriveTransactions } from '../../src/ingest/derive/index.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';
import { addCustomers, addLines, addTargetings } from '../support/sample.js';

const now = '2026-03-31T09:00:00Z';
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [
    { id: 'A', city: 'Lyon', birthdate: '1990-03-01', email: 'a@Example.com' },
    { id: 'B' },
  ]);
  await addLines(database, [
    // Two lines of one order, 100.00 − 20.00 of which come back on 2 March, and 10.00 are cancelled.
    {
      customer: 'A',
      order: '1',
      at: '2026-02-27T23:30:00Z',
      revenue: '60.005',
      quantity: '2',
      discount: '5',
      product: 'x',
    },
    { customer: 'A', order: '1', at: '2026-02-27T23:30:00Z', revenue: '40', quantity: '1', product: 'y' },
    { customer: 'A', order: '1', at: '2026-03-02T10:00:00Z', revenue: '-20', quantity: '-1', isReturn: true },
    { customer: 'A', order: '1', at: '2026-03-02T11:00:00Z', revenue: '-10', quantity: '-1', isCancellation: true },
    // Another order on the same day as a third: two orders, one order day.
    { customer: 'A', order: '2', at: '2026-03-28T08:00:00Z', revenue: '7.50', quantity: '1', channel: 'store' },
    { customer: 'A', order: '3', at: '2026-03-28T20:00:00Z', revenue: '2.50', quantity: '1', channel: 'store' },
  ]);
  await addTargetings(database, [
    { customer: 'A', day: '2026-02-28', plan: 'P1', action: 2 },
    { customer: 'A', day: '2026-03-10', plan: 'P2', action: 2 },
    { customer: 'A', day: '2026-03-11', plan: 'P3', action: 1 },
    { customer: 'A', day: '2026-03-12', plan: 'P4', action: null },
  ]);
  await runSnapshot(testJob(database, now), { from: '2026-02-27', to: '2026-03-30' });
});
afterAll(() => database.drop());

const ask = async (id: string, date: string, fields: string) => {
  const graph = await openGraph(database);
  const { data, errors } = await graph.ask(
    `query ($id: ID!, $date: Date) { customer(id: $id) { profile(date: $date) { date fields { ${fields} } } } }`,
    { id, date },
  );
  expect(errors).toEqual([]);
  return (data['customer'] as { profile: { fields: unknown } | null }).profile?.fields;
};

describe('order attributes', () => {
  const orderFields =
    'ecomNumberOfOrders ecomNumberOfOrderDays ecomTotalGrossSalesAmount ecomTotalRefundAmount ecomTotalNetSalesAmount';

  it('count what happened up to the end of the day, each movement on its own day', async () => {
    expect(await ask('A', '2026-02-27', orderFields)).toEqual({
      ecomNumberOfOrders: 1,
      ecomNumberOfOrderDays: 1,
      ecomTotalGrossSalesAmount: '100.005',
      ecomTotalRefundAmount: '0',
      ecomTotalNetSalesAmount: '100.005',
    });
    expect(await ask('A', '2026-03-30', orderFields)).toEqual({
      ecomNumberOfOrders: 3,
      ecomNumberOfOrderDays: 2,
      ecomTotalGrossSalesAmount: '110.005',
      ecomTotalRefundAmount: '30',
      ecomTotalNetSalesAmount: '80.005',
    });
  });

  it('look back one month, the same day of the month before left out', async () => {
    // (27 February, 27 March]: the first order has just gone, its return has not.
    const fields = 'ecomNumberOfOrders1m ecomTotalGrossSalesAmount1m ecomTotalRefundAmount1m ecomTotalNetSalesAmount1m';
    expect(await ask('A', '2026-03-27', fields)).toEqual({
      ecomNumberOfOrders1m: 0,
      ecomTotalGrossSalesAmount1m: '0',
      ecomTotalRefundAmount1m: '30',
      ecomTotalNetSalesAmount1m: '-30',
    });
    expect(await ask('A', '2026-03-26', fields)).toMatchObject({ ecomTotalGrossSalesAmount1m: '100.005' });
  });

  it('give every type its own form', async () => {
    expect(
      await ask(
        'A',
        '2026-03-30',
        'ecomLastOrderTime ecomFirstOrderDate ecomDaysSinceLastOrder ecomIsRepeatBuyer ecomReturnRate ecomAverageOrderValue ecomPreferredChannel',
      ),
    ).toEqual({
      ecomLastOrderTime: '2026-03-28T20:00:00Z',
      ecomFirstOrderDate: '2026-02-27',
      ecomDaysSinceLastOrder: 2,
      ecomIsRepeatBuyer: true,
      // 1 of 5 units came back.
      ecomReturnRate: 0.2,
      // 110.005 / 3 orders, to the four places of a slot.
      ecomAverageOrderValue: '36.6683333333',
      ecomPreferredChannel: 'store',
    });
  });

  it('take back what is flagged so, whatever its sign in the source, as the derived orders do', async () => {
    const clone = await cloneWithSlots();
    try {
      await addCustomers(clone, [{ id: 'A' }]);
      await addLines(clone, [
        { customer: 'A', order: '1', at: '2026-03-01T10:00:00Z', revenue: '100', quantity: '2' },
        { customer: 'A', order: '1', at: '2026-03-02T10:00:00Z', revenue: '20', quantity: '1' },
        { customer: 'A', order: '1', at: '2026-03-03T10:00:00Z', revenue: '50', quantity: '1', isReturn: true },
        { customer: 'A', order: '1', at: '2026-03-04T10:00:00Z', revenue: '-5', quantity: '-1', isCancellation: true },
      ]);
      const job = testJob(clone, now);
      await deriveTransactions(job, '1');
      await runSnapshot(job, { from: '2026-03-05', to: '2026-03-05' });
      await refreshViews(clone.client);
      const [row] = await clone.client`
        select p.ecom_total_refund_amount as refund, p.ecom_total_net_sales_amount as net,
          p.ecom_number_of_returned_items as returned, p.ecom_number_of_canceled_items as canceled,
          p.ecom_largest_order_amount as largest, o.net_order_revenue as derived
        from bi.vw_customer_profiles_real_field_names p join facet.unified_transactions o on o.customer_id = p.client_customer_id`;
      expect(row).toEqual({ refund: '55', net: '65', returned: '1', canceled: '1', largest: '120', derived: '65' });
    } finally {
      await clone.drop();
    }
  });

  it('are 0 or null for a customer without orders', async () => {
    expect(await ask('B', '2026-03-30', `${orderFields} ecomAverageOrderValue ecomIsRepeatBuyer`)).toEqual({
      ecomNumberOfOrders: 0,
      ecomNumberOfOrderDays: 0,
      ecomTotalGrossSalesAmount: '0',
      ecomTotalRefundAmount: '0',
      ecomTotalNetSalesAmount: '0',
      ecomAverageOrderValue: null,
      ecomIsRepeatBuyer: false,
    });
  });
});

describe('campaign attributes', () => {
  it('leave control and exclusion out', async () => {
    expect(
      await ask(
        'A',
        '2026-03-27',
        'numberofcampaigns numberofcampaigns1m numberofcontrols1m numberofexclusions1m lastCampaignDate',
      ),
    ).toEqual({
      numberofcampaigns: 2,
      numberofcampaigns1m: 2,
      numberofcontrols1m: 1,
      numberofexclusions1m: 1,
      lastCampaignDate: '2026-03-10',
    });
    // (28 February, 28 March]
    expect(await ask('A', '2026-03-28', 'numberofcampaigns1m')).toEqual({ numberofcampaigns1m: 1 });
  });
});

describe('customer attributes', () => {
  it('are those of the merged customer, with ages on the day', async () => {
    expect(await ask('A', '2026-02-28', 'age city emailDomain')).toEqual({
      age: 35,
      city: 'Lyon',
      emailDomain: 'example.com',
    });
    expect(await ask('A', '2026-03-01', 'age')).toEqual({ age: 36 });
  });
});

describe('runSnapshot', () => {
  const dayRows = () => database.client<{ load_id: string; rows: string }[]>`
    select load_id, rows from facet.profile_days where profile_date = '2026-03-05'`;

  it('replaces a day under a new load, and leaves the others', async () => {
    const [before] = await dayRows();
    const [other] = await database.client`select load_id from facet.profile_days where profile_date = '2026-03-06'`;
    await runSnapshot(testJob(database, now), { from: '2026-03-05', to: '2026-03-05' });
    const [after] = await dayRows();
    expect(Number(after?.load_id)).toBeGreaterThan(Number(before?.load_id));
    expect(after?.rows).toBe('2');
    expect(await database.client`select load_id from facet.profile_days where profile_date = '2026-03-06'`).toEqual([
      other,
    ]);
    const loads = await database.client`
      select distinct load_id from facet.customer_profiles where profile_date = '2026-03-05'`;
    expect(loads).toEqual([{ load_id: after?.load_id }]);
  });

  it('keeps slots stable and makes partitions two months ahead', async () => {
    const slots = () => database.client`select slot, alias from facet.customer_profile_fields order by field_id`;
    const before = await slots();
    await runSnapshot(testJob(database, now), { from: '2026-03-30', to: '2026-03-30' });
    expect(await slots()).toEqual(before);
    expect(before.length).toBeGreaterThanOrEqual(40);
    const [partitions] = await database.client`
      select array_agg(relname::text order by relname) as names from pg_class
      where relname ~ '^customer_profiles_[0-9_]+$' and relkind = 'r'`;
    expect(partitions?.['names']).toEqual(['02', '03', '04', '05'].map((month) => `customer_profiles_2026_${month}`));
  });

  it('refuses days to come, and days beyond the retention', async () => {
    const job = testJob(database, now);
    await expect(runSnapshot(job, { from: '2026-03-31', to: '2026-04-01' })).rejects.toThrow(
      'The day 2026-04-01 is not over',
    );
    await expect(runSnapshot(job, { from: '2020-01-01', to: '2020-01-02' })).rejects.toThrow(
      'is not among the 400 days that are kept up to 2026-03-30 (from 2025-02-23); choose a later day, or raise',
    );
    await expect(runSnapshot(job, { from: '2026-03-05', to: '2026-03-04' })).rejects.toThrow(
      'the first is after the last',
    );
  });

  it('makes a number null that does not fit, and counts it', async () => {
    const clone = await cloneWithSlots();
    try {
      await addCustomers(clone, [{ id: 'A' }]);
      await addLines(clone, [
        { customer: 'A', order: '1', at: '2026-03-01T00:00:00Z', revenue: `1${'0'.repeat(100)}`, quantity: '1' },
      ]);
      const report = await runSnapshot(testJob(clone, now), { from: '2026-03-01', to: '2026-03-01' });
      // Gross and net, both over all time and over the month, both averages, and the largest order.
      expect(report.unfit).toBe(7);
      const [row] = await clone.client`select unfit from facet.customer_profiles`;
      expect(row).toEqual({ unfit: 7 });
    } finally {
      await clone.drop();
    }
  });

  it('adds columns when slots run out', async () => {
    const clone = await cloneDatabase();
    try {
      const additions = Array.from({ length: 41 }, (_, n) => ({
        kind: 'add' as const,
        alias: `D${n}`,
        dataType: 'date' as const,
        description: 'a day',
      }));
      await changeCatalogue(clone.client, () => additions, { today: '2026-03-31' });
      await addCustomers(clone, [{ id: 'A', birthdate: '1990-03-01' }]);
      await runSnapshot(testJob(clone, now), { from: '2026-03-01', to: '2026-03-01' });
      const [slot] = await clone.client`select slot from facet.customer_profile_fields where alias = 'BIRTHDATE'`;
      expect(slot).toEqual({ slot: 'DATE42' });
      const [row] = await clone.client`select date42 from facet.customer_profiles`;
      expect(row).toEqual({ date42: '1990-03-01' });
    } finally {
      await clone.drop();
    }
  });

  it('begins and ends days in the configured zone', async () => {
    const clone = await cloneWithSlots();
    try {
      await addCustomers(clone, [{ id: 'A' }]);
      // 02:00 UTC on the 2nd is 21:00 on the 1st in New York.
      await addLines(clone, [{ customer: 'A', order: '1', at: '2026-03-02T02:00:00Z', revenue: '10', quantity: '1' }]);
      const local = testJob(clone, '2026-03-03T04:30:00Z', { timeZone: 'America/New_York' });
      await runSnapshot(local, { from: '2026-02-28', to: '2026-03-01' });
      const orders = (date: string) => `profile(date: "${date}") { fields { ecomNumberOfOrders ecomFirstOrderDate } }`;
      const graph = await openGraph(clone);
      const { data } = await graph.ask(
        `{ customer(id: "A") { before: ${orders('2026-02-28')} on: ${orders('2026-03-01')} } }`,
      );
      expect(data['customer']).toEqual({
        before: { fields: { ecomNumberOfOrders: 0, ecomFirstOrderDate: null } },
        on: { fields: { ecomNumberOfOrders: 1, ecomFirstOrderDate: '2026-03-01' } },
      });
      // It is still the 2nd there, so the 3rd cannot be written; the 1st is the last whole day.
      await expect(runSnapshot(local, { from: '2026-03-03', to: '2026-03-03' })).rejects.toThrow('The day 2026-03-03');
      expect(await runSnapshot(local)).toMatchObject({ from: '2026-03-01', to: '2026-03-01' });
    } finally {
      await clone.drop();
    }
  });

  it('makes a new month without waiting for readers, nor they for it', async () => {
    const clone = await cloneWithSlots();
    try {
      await addCustomers(clone, [{ id: 'A' }]);
      await runSnapshot(testJob(clone, now), { from: '2026-03-01', to: '2026-03-01' });
      await clone.client.begin(async (reader) => {
        await reader`select count(*) from facet.customer_profiles`;
        await runSnapshot(testJob(clone, '2026-08-01T09:00:00Z'), { from: '2026-07-31', to: '2026-07-31' });
      });
      expect(await clone.client`select count(*)::int as n from facet.customer_profiles`).toEqual([{ n: 2 }]);
    } finally {
      await clone.drop();
    }
  });

  it('leaves an old month that is being read to the next run, with a warning', async () => {
    const clone = await cloneWithSlots();
    try {
      await addCustomers(clone, [{ id: 'A' }]);
      await runSnapshot(testJob(clone, '2026-01-10T00:00:00Z'), { from: '2026-01-01', to: '2026-01-02' });
      await clone.client`update facet.profile_days set profile_date = '2027-03-30' where profile_date = '2026-01-02'`;
      const lines: string[] = [];
      const progress = { say: (line: string) => void lines.push(line), update: () => {} };
      const job = { ...testJob(clone, '2027-03-31T00:00:00Z'), progress };
      await clone.client.begin(async (reader) => {
        await reader`select from facet.customer_profiles`;
        expect(await dropOldMonths(job, 2)).toEqual([]);
      });
      expect(lines).toEqual([
        'warning: The month 2026-01 of the snapshots is being read without a pause, so it could not be dropped; the next run tries again.',
      ]);
      expect(await clone.client`select from facet.profile_days where profile_date = '2026-01-01'`).toHaveLength(1);
      expect(await dropOldMonths(job)).toEqual(['2026_01']);
    } finally {
      await clone.drop();
    }
  });

  it('drops months beyond the retention', async () => {
    const clone = await cloneWithSlots();
    try {
      await addCustomers(clone, [{ id: 'A' }]);
      await runSnapshot(testJob(clone, '2026-01-10T00:00:00Z'), { from: '2026-01-01', to: '2026-01-02' });
      await runSnapshot(testJob(clone, '2027-03-31T00:00:00Z'), { from: '2027-03-30', to: '2027-03-30' });
      expect(await clone.client`select profile_date from facet.profile_days`).toEqual([{ profile_date: '2027-03-30' }]);
      expect(await clone.client`select to_regclass('facet.customer_profiles_2026_01') as gone`).toEqual([
        { gone: null },
      ]);
    } finally {
      await clone.drop();
    }
  });
});
