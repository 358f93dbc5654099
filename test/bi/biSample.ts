import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import type { TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers, addLines, addTargetings } from '../support/sample.js';

/** The customer of the public document. */
export const documentCustomer = '1111113001034507';

/** Two customers, their orders and campaigns, and the snapshots of the last six days of March 2026. */
export async function addBiSample(database: Pick<TestDatabase, 'client'>): Promise<void> {
  const customer = documentCustomer;
  await addCustomers(database, [
    { id: customer, givenName: 'Ada', city: 'Lyon', birthdate: '1990-03-01', email: 'a@example.com' },
    { id: 'B' },
  ]);
  await addLines(database, [
    { customer, order: '1', at: '2026-02-10T10:00:00Z', revenue: '100.5', quantity: '2', channel: 'web' },
    { customer, order: '2', at: '2026-03-27T10:00:00Z', revenue: '40', quantity: '1', channel: 'web' },
    { customer, order: '3', at: '2026-03-27T20:00:00Z', revenue: '60', quantity: '1', channel: 'store' },
    { customer, order: '3', at: '2026-03-29T09:00:00Z', revenue: '-20', quantity: '-1', isReturn: true },
  ]);
  await addTargetings(database, [
    { customer, day: '2026-02-20', plan: 'P0', action: 2 },
    { customer, day: '2026-03-10', plan: 'P1', action: 2 },
    { customer, day: '2026-03-20', plan: 'P2', action: 2 },
    { customer, day: '2026-03-21', plan: 'P3', action: 1 },
    { customer, day: '2026-03-26', plan: 'P3', action: 1 },
  ]);
  await addCampaigns(database);
  await runSnapshot(testJob(database, '2026-03-31T09:00:00Z'), { from: '2026-03-25', to: '2026-03-30' });
}

/**
 * Of the targetings above P1 is of a campaign of two channels, P3 of one whose control is known, P0 and P2 of none that is known; P4
 * leaves the customer out in favour of P1, and P5 is yet to come.
 */
async function addCampaigns({ client }: Pick<TestDatabase, 'client'>): Promise<void> {
  await client`
    insert into facet.campaigns (plan_id, campaign_name, campaign_type, campaign_type_name, target_group_id,
      target_group_name, target_group_priority, marketing_action_name, status, tag_names, execution_start_date, execution_end_date)
    values ('P1', 'Spring', 1, 'Test/Control', '301', 'Everybody', 10, 'Sale', 'Delivered', '{sale,spring}', '2026-03-10', '2026-03-10'),
      ('P3', 'Letter', 1, 'Test/Control', '302', 'Members', 20, 'Newsletter', 'Scheduled', '{}', '2026-03-01', null),
      ('P4', 'Outlet', 1, 'Test/Control', '301', 'Everybody', 50, 'Sale', 'Delivered', '{outlet}', '2026-03-10', '2026-03-10'),
      ('P5', 'Summer', 2, 'A/B/n', '303', 'Big buyers', 5, 'Preview', 'Scheduled', '{vip}', '2026-06-01', '2026-06-30')`;
  await client`
    insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
    values ('P1', 'P1-1', 1, 'DN'), ('P3', 'P3-2', 2, 'Offer'), ('P4', 'P4-2', 2, 'Offer')`;
  await client`
    insert into facet.campaign_action_channels (plan_id, plan_detail_id, plan_detail_channel_id, channel_id, channel_name,
      template_id, template_name, promotion_id)
    values ('P1', 'P1-2', 'P1-2-1', 1, 'Email', 'T1', 'Spring letter', 'SPRING10'),
      ('P1', 'P1-2', 'P1-2-3', 3, 'Push', 'T2', 'Spring push', 'SPRING10'),
      ('P3', 'P3-2', 'P3-2-1', 1, 'Email', 'T3', 'Letter', null)`;
  await client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, exclusion_reason_id, exclusion_reason,
      exclusion_reason_desc, taken_from_plan_id, lifecycle_stage, last_updated_time, load_id)
    values (${documentCustomer}, '2026-03-10', 'P4', 1, 'Higher priority', 'Everybody goes before Outlet', 'P1', 'Active',
      '2026-03-10T06:30:00Z', 0)`;
}
