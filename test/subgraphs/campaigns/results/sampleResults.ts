import { changeCatalogue } from '../../../../src/catalogue/changeCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { addCustomers } from '../../../support/sample.js';
import { addDay } from '../../../population/people.js';
import { addRows, addTargetingRows } from '../sampleCampaigns.js';

/** Rows of orders: customer, number, instant, revenue, units, currency. */
export type PlainOrder = readonly [
  customer: string,
  order: string,
  at: string,
  revenue: string,
  units: string,
  currency: string | null,
];

export const addOrders = (database: TestDatabase, orders: readonly PlainOrder[]): Promise<void> =>
  addRows(
    database,
    'unified_transactions',
    orders.map(([customer_id, order_id, order_datetime, order_revenue, order_quantity, currency]) => ({
      customer_id,
      order_id,
      order_datetime,
      order_quantity,
      order_revenue,
      order_returned_quantity: '0',
      order_returned_revenue: '0',
      order_canceled_quantity: '0',
      order_canceled_revenue: '0',
      net_order_revenue: '-7',
      lines: 1,
      currency,
      load_id: 0,
    })),
  );

const campaign = (plan_id: string, campaign_type_name: string | null) => ({
  plan_id,
  campaign_name: `Campaign ${plan_id}`,
  campaign_type_name,
  target_group_name: 'Everybody',
  execution_start_date: '2026-03-01',
});

const action = (plan_id: string, number: number, campaign_action_id: number) => ({
  plan_id,
  plan_detail_id: `${plan_id}-${number}`,
  campaign_action_id,
  campaign_action_name: campaign_action_id === 1 ? 'DN' : `Action ${number}`,
});

const redemption = (customer_id: string, redemption_id: string, redemption_date: string, plan_id = 'P1') => ({
  customer_id,
  redemption_id,
  redemption_date,
  plan_id,
  coupon_id: 'C',
  load_id: 0,
});

const recipient = (
  customer_id: string,
  pk: string,
  sub_audience_id: string | null,
  treatment_id: string,
  is_control: boolean,
  launch_datetime: string | null,
  delivery_datetime = '2026-03-01T09:00:00Z',
) => ({
  customer_id,
  pk,
  campaign_id: 'P1',
  sub_audience_id,
  sub_audience_name: sub_audience_id === null ? null : `Slice ${sub_audience_id}`,
  treatment_id,
  treatment_name: `Treatment ${treatment_id}`,
  is_control,
  launch_datetime,
  delivery_datetime,
  load_id: 0,
});

/** Snapshots of the sum that customers have spent, and of a text; the day of 5 March is not complete. */
async function addSnapshots(database: TestDatabase): Promise<void> {
  const { client } = database;
  await changeCatalogue(
    client,
    () =>
      [
        ['SPENT', 'decimal'],
        ['LABEL', 'text'],
      ].map(([alias = '', dataType]) => ({
        kind: 'add' as const,
        alias,
        dataType: dataType as 'text',
        description: 'A value.',
      })),
    { today: '2026-03-02' },
  );
  const [slot] = await client<{ name: string }[]>`
    select lower(slot) as name from facet.customer_profile_fields where alias = 'SPENT'`;
  const days = { '2026-03-01': true, '2026-03-05': false, '2026-03-08': true };
  for (const [day, complete] of Object.entries(days)) await addDay(database, day, complete);
  const values = [
    ['A', '2026-03-01', '100'],
    ['A', '2026-03-08', '130.5'],
    ['B', '2026-03-01', '50'],
    ['B', '2026-03-08', '40'],
    ['C', '2026-03-01', '7'],
    ['E', '2026-03-01', '10'],
    ['E', '2026-03-08', '14'],
    ['F', '2026-03-01', '1'],
    ['F', '2026-03-08', '1'],
    ['A', '2026-03-05', '9999'],
  ];
  await addRows(
    database,
    'customer_profiles',
    values.map(([customer_id = '', profile_date = '', value = '']) => ({
      customer_id,
      profile_date,
      [slot?.name ?? '']: value,
      load_id: 1,
    })),
  );
}

/**
 * P1 with control, an offer (2) and a gift (3), which ran on 1 and 5 March for A to G and for nobody's customer; P2 whose orders are
 * of two currencies; P3 and P4 without actions, of another type.
 */
export async function openResults(): Promise<TestDatabase> {
  const database = await cloneDatabase();
  await addCustomers(
    database,
    ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((id) => ({ id })),
  );
  await addRows(database, 'campaigns', [
    campaign('P1', 'Test/Control'),
    campaign('P2', 'Test/Control'),
    campaign('P3', 'Type A'),
    campaign('P4', 'Type A'),
    campaign('P5', null),
  ]);
  await addRows(database, 'campaign_actions', [
    action('P1', 1, 1),
    action('P1', 2, 2),
    action('P1', 3, 3),
    action('P2', 2, 2),
  ]);
  await addTargetingRows(database, [
    ['A', '2026-03-01', 'P1', 'P1-2'],
    ['B', '2026-03-01', 'P1', 'P1-2'],
    ['C', '2026-03-01', 'P1', 'P1-2'],
    ['D', '2026-03-01', 'P1', 'P1-3'],
    ['E', '2026-03-01', 'P1', 'P1-1'],
    ['F', '2026-03-01', 'P1', 'P1-1'],
    ['G', '2026-03-01', 'P1', null],
    ['A', '2026-03-05', 'P1', 'P1-2'],
    ['E', '2026-03-05', 'P1', 'P1-1'],
    ['', '2026-03-05', 'P1', 'P1-2'],
    ['A', '2026-03-01', 'P2', 'P2-2'],
    ['H', '2026-03-01', 'P2', 'P2-2'],
    ['B', '2026-03-01', 'P3', 'P3-7'],
    ['B', '2026-03-03', 'P4', 'P4-7'],
    ['C', '2026-03-03', 'P5', 'P5-7'],
  ]);
  await addOrders(database, [
    ['A', 'before', '2026-02-28T22:59:59.999999Z', '100', '9', 'EUR'],
    ['A', 'o2', '2026-02-28T23:00:00Z', '10', '1', 'EUR'],
    ['A', 'o3', '2026-03-05T10:00:00Z', '20', '2', 'EUR'],
    ['A', 'o4', '2026-03-11T22:59:00Z', '5', '1', 'EUR'],
    ['B', 'o5', '2026-03-07T22:59:59.999Z', '7.50', '3', 'EUR'],
    ['B', 'after', '2026-03-07T23:00:00Z', '1000', '9', 'EUR'],
    ['E', 'o7', '2026-03-02T10:00:00Z', '4', '1', 'EUR'],
    ['G', 'o8', '2026-03-02T10:00:00Z', '999', '9', 'EUR'],
    ['H', 'o9', '2026-03-02T10:00:00Z', '3', '1', 'GBP'],
    ['', 'o10', '2026-03-05T10:00:00Z', '500', '5', 'EUR'],
  ]);
  await addRows(database, 'coupon_redemptions', [
    redemption('A', '1', '2026-02-28'),
    redemption('A', '2', '2026-03-01'),
    redemption('A', '3', '2026-03-07'),
    redemption('A', '4', '2026-03-08'),
    redemption('B', '5', '2026-03-07'),
    redemption('B', '6', '2026-03-02', 'P3'),
  ]);
  await addRows(database, 'campaign_recipients', [
    // Launched at noon of 1 March, and on a second list two days later.
    recipient('A', '1', 'S', 'T1', false, '2026-03-01T11:00:00Z'),
    recipient('A', '2', 'S', 'T1', false, '2026-03-03T11:00:00Z'),
    recipient('B', '1', 'S', 'T1', false, null, '2026-02-28T23:00:00Z'),
    recipient('E', '1', 'S', 'T0', true, '2026-03-01T11:00:00Z'),
    recipient('C', '1', null, 'T2', false, null),
    recipient('F', '1', 'R', 'T2', false, null),
    recipient('', '1', 'S', 'T1', false, null),
  ]);
  await addSnapshots(database);
  return database;
}
