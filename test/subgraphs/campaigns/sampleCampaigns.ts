import type { TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';

type Row = Readonly<Record<string, string | number | boolean | null | Readonly<Record<string, string>>>>;

/** Rows of one table; columns that a row leaves out are null. */
export async function addRows(
  { client }: Pick<TestDatabase, 'client'>,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const whole = rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])));
  await client`insert into ${client(`facet.${table}`)} ${client(whole, names)}`;
}

type Targeting = readonly [customer: string, day: string, plan: string, detail: string | null, more?: Row];

export const addTargetingRows = (database: Pick<TestDatabase, 'client'>, rows: readonly Targeting[], load = '0') =>
  addRows(
    database,
    'campaign_targetings',
    rows.map(([customer_id, execution_date, plan_id, plan_detail_id, more]) => ({
      customer_id,
      execution_date,
      plan_id,
      plan_detail_id,
      last_updated_time: `${execution_date}T06:00:00.123456Z`,
      load_id: load,
      ...more,
    })),
  );

const campaign = (plan_id: string, campaign_name: string): Row => ({
  plan_id,
  campaign_name,
  execution_start_date: '2026-01-01',
});

const action = (plan_id: string, number: number, campaign_action_name: string): Row => ({
  plan_id,
  plan_detail_id: `${plan_id}-${number}`,
  campaign_action_id: number,
  campaign_action_name,
});

const channel = (detail: string, plan_detail_channel_id: string, channel_id: number, channel_name: string): Row => ({
  plan_id: detail.slice(0, 2),
  plan_detail_id: detail,
  plan_detail_channel_id,
  channel_id,
  channel_name,
});

/** Why A did not get P2 on the first of March. */
export const exclusion = {
  exclusion_reason_id: 1,
  exclusion_reason: 'Priority',
  exclusion_reason_desc: 'Another target group goes first',
  taken_from_plan_id: 'P1',
};

/**
 * Three campaigns: P1 with control (with a channel of its own, which it must not have) and an offer by two channels, P2 with
 * an offer, P3 without actions; P9 is known by key alone. A and B are customers, X is on targetings only, and '' is nobody.
 */
export async function addSample(database: Pick<TestDatabase, 'client'>): Promise<void> {
  const { client } = database;
  await addCustomers(database, [
    { id: 'A', givenName: 'Ann' },
    { id: 'B', givenName: 'Ben' },
  ]);
  await addRows(database, 'campaigns', [campaign('P1', 'Spring'), campaign('P2', 'Summer'), campaign('P3', 'Winter')]);
  await addRows(database, 'campaign_actions', [
    action('P1', 1, 'DN'),
    action('P1', 2, 'Offer'),
    action('P2', 2, 'Gift'),
  ]);
  await addRows(database, 'campaign_action_channels', [
    channel('P1-2', 'c2', 20, 'SMS'),
    channel('P1-2', 'c1', 15, 'Email'),
    channel('P1-1', 'c0', 15, 'Email'),
    channel('P2-2', 'c3', 15, 'Email'),
  ]);
  const [load] = await client<{ id: string }[]>`
    insert into facet.loads (kind, started_at, finished_at, code_version)
    values ('import', '2026-03-06T01:00:00Z', '2026-03-06T02:00:00.5Z', 'test') returning load_id::text as id`;
  await addTargetingRows(
    database,
    [
      ['A', '2026-03-01', 'P3', 'P3-7'],
      ['A', '2026-03-01', 'P1', 'P1-2', { lifecycle_stage: 'Active', brand: 'North' }],
      ['A', '2026-03-01', 'P2', null, exclusion],
      ['A', '2026-03-05', 'P1', 'P1-1'],
      ['A', '2026-02-01', 'P9', 'P9-2'],
      ['B', '2026-03-05', 'P2', 'P2-2'],
      ['B', '2026-03-01', 'P1', 'P1-1'],
      ['X', '2026-03-05', 'P1', 'P1-2'],
      ['', '2026-03-05', 'P1', 'P1-2'],
    ],
    load?.id,
  );
  const redemption = (customer_id: string, redemption_id: string, plan_id: string, redemption_date: string): Row => ({
    customer_id,
    redemption_id,
    plan_id,
    coupon_id: `coupon ${redemption_id}`,
    redemption_date,
    load_id: 0,
  });
  await addRows(database, 'coupon_redemptions', [
    redemption('A', '1', 'P1', '2026-02-28'),
    redemption('A', '2', 'P1', '2026-03-01'),
    redemption('A', '3', 'P1', '2026-03-06'),
    redemption('A', '4', 'P1', '2026-03-04'),
    redemption('A', '5', 'P2', '2026-03-02'),
    redemption('B', '6', 'P1', '2026-03-03'),
  ]);
}
