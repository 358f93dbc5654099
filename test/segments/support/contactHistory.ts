import type { TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addRows, addTargetingRows } from '../../subgraphs/campaigns/sampleCampaigns.js';

const action = (plan_id: string, number: number) => ({
  plan_id,
  plan_detail_id: `${plan_id}-${number}`,
  campaign_action_id: number,
  campaign_action_name: number === 1 ? 'DN' : 'Offer',
});

const channel = (plan_id: string, number: number, channel_id: number) => ({
  plan_id,
  plan_detail_id: `${plan_id}-${number}`,
  plan_detail_channel_id: `${plan_id}-${number}-${channel_id}`,
  channel_id,
  channel_name: `Channel ${channel_id}`,
});

const delivery = (
  customer_id: string,
  pk: string,
  delivery_datetime: string,
  [campaign_id, destination_id, sub_audience_id, treatment_id]: readonly (string | null)[],
  is_control = false,
) => ({
  customer_id,
  pk,
  campaign_id: campaign_id ?? '',
  destination_id: destination_id ?? null,
  sub_audience_id: sub_audience_id ?? null,
  treatment_id: treatment_id ?? null,
  is_control,
  delivery_datetime,
  app: 'default',
  load_id: 0,
});

/**
 * What campaigns did with Ann, Bob, Cid, Dot and Eve, and Fay with whom they did nothing. Campaign P1 is for the target group T1, with
 * control P1-1, P1-2 by the channels 10 and 20, and P1-3 by 20; P2 is for T2, with P2-2 by 10. All days are before 2026-11-23 but one.
 */
export async function addContactHistory(database: TestDatabase): Promise<void> {
  await addCustomers(
    database,
    ['Ann', 'Bob', 'Cid', 'Dot', 'Eve', 'Fay'].map((id) => ({ id })),
  );
  await addRows(
    database,
    'campaigns',
    ['1', '2'].map((n) => ({
      plan_id: `P${n}`,
      campaign_name: `Campaign ${n}`,
      target_group_id: `T${n}`,
      execution_start_date: '2026-01-01',
      tag_names: '{}',
      app: 'default',
    })),
  );
  await addRows(database, 'campaign_actions', [action('P1', 1), action('P1', 2), action('P1', 3), action('P2', 2)]);
  await addRows(database, 'campaign_action_channels', [
    channel('P1', 1, 10),
    channel('P1', 2, 10),
    channel('P1', 2, 20),
    channel('P1', 3, 20),
    channel('P2', 2, 10),
  ]);
  const app = { app: 'default' };
  await addTargetingRows(database, [
    ['Ann', '2026-01-05', 'P1', 'P1-2', app],
    ['Ann', '2026-02-05', 'P1', 'P1-2', app],
    ['Ann', '2026-03-05', 'P2', null, app],
    ['Bob', '2026-02-05', 'P1', 'P1-1', app],
    ['Cid', '2026-03-05', 'P2', 'P2-2', app],
    ['Cid', '2026-11-24', 'P1', 'P1-2', app],
    ['Dot', '2026-03-05', 'P2', null, app],
    // An action that nobody told us of.
    ['Eve', '2026-02-06', 'P1', 'P1-9', app],
    ['', '2026-02-06', 'P1', 'P1-2', app],
  ]);
  const redemption = (customer_id: string, redemption_id: string, plan_id: string, redemption_date: string) => ({
    customer_id,
    redemption_id,
    plan_id,
    coupon_id: 'C',
    redemption_date,
    app: 'default',
    load_id: 0,
  });
  await addRows(database, 'coupon_redemptions', [
    redemption('Ann', 'r1', 'P1', '2026-01-07'),
    // Before the campaign, of another one, and after today.
    redemption('Bob', 'r2', 'P1', '2026-02-04'),
    redemption('Dot', 'r3', 'P1', '2026-03-06'),
    redemption('Cid', 'r4', 'P2', '2026-11-24'),
  ]);
  await addRows(database, 'campaign_recipients', [
    delivery('Ann', '1', '2026-01-05T08:00:00Z', ['P1', 'mail', 'vip', 't1']),
    delivery('Ann', '2', '2026-01-05T08:00:00Z', ['P1', 'sms', 'vip', 't1']),
    // In Berlin the first of March has begun.
    delivery('Bob', '1', '2026-02-28T23:30:00Z', ['P1', 'mail', null, 't2'], true),
    delivery('Cid', '1', '2026-05-01T08:00:00Z', ['P2', 'mail', null, null]),
    delivery('Cid', '2', '2026-11-23T22:59:59Z', ['P3', null, null, null]),
    delivery('Dot', '1', '2026-11-23T23:00:00Z', ['P1', 'mail', null, null]),
    delivery('', '1', '2026-05-01T08:00:00Z', ['P1', 'mail', null, null]),
  ]);
}
