import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import {
  deliverCampaign,
  scheduleCampaign,
  unscheduleCampaign,
} from '../../../src/campaigns/verbs/scheduleCampaign.js';
import { runCampaigns } from '../../../src/campaigns/run/runCampaigns.js';
import { updateCampaign } from '../../../src/campaigns/verbs/updateCampaign.js';
import { sampleGiven, split } from '../support/campaign.js';
import { campaignFixture, type CampaignFixture } from '../support/campaignFixture.js';

let fixture: CampaignFixture;
beforeAll(async () => {
  fixture = await campaignFixture('Europe/Berlin');
});
afterAll(() => fixture.drop());

const everyone = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
beforeEach(() => {
  fixture.sets = { S: everyone };
  fixture.handOver = async () => ({ state: 'DELIVERED' });
  fixture.handed.length = 0;
});

const schedule = (id: string, now: string) => scheduleCampaign(fixture.asker(now), id, fixture.author(now));

async function standing(id: string): Promise<string> {
  const [row] = await fixture.client`
    select status || coalesce(' ' || to_char(next_due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), '') as line
    from facet.planned_campaigns where campaign_id = ${id}`;
  return String(row?.['line']);
}

const deliveries = async (id: string) =>
  (
    await fixture.client<{ line: string }[]>`
      select concat_ws(' ', number, to_char(due_at at time zone 'UTC', 'MM-DD HH24:MI'), execution_date, launch_date, state) as line
      from facet.campaign_deliveries where campaign_id = ${id} order by number`
  ).map(({ line }) => line);

/** `customer sub-audience/treatment` of a delivery by its number. */
const assignments = async (id: string, number = 1) =>
  (
    await fixture.client<{ line: string }[]>`
      select customer_id || ' ' || coalesce(treatment_id, drop_reason) as line
      from facet.campaign_assignments join facet.campaign_deliveries d using (delivery_id)
      where d.campaign_id = ${id} and number = ${number} order by 1`
  ).map(({ line }) => line);

describe('a one-time campaign', () => {
  it('is delivered when it is due, once, and shown as imported ones are', async () => {
    await fixture.create('spring', {
      name: 'Spring sale',
      labels: ['sale'],
      brand: 'Nordhang',
      audience: { include: ['S'], exclude: ['X'] },
      contactRules: { newMembersOnly: true, holdout: true },
      remaining: { treatments: split(20, ['folder', 'mail']) },
      schedule: { at: '2026-03-10T09:00:00Z' },
      launchDate: '2026-03-12',
    });
    fixture.sets = { S: everyone, X: ['j'] };
    await schedule('spring', '2026-03-02T08:00:00Z');
    expect(await standing('spring')).toBe('SCHEDULED 2026-03-10 09:00');
    expect(await fixture.run('2026-03-10T08:59:59Z')).toEqual({ delivered: 0, failed: 0, waiting: 0 });
    expect(await fixture.run('2026-03-10T09:00:00Z')).toEqual({ delivered: 1, failed: 0, waiting: 0 });
    expect(await fixture.run('2026-03-10T09:00:01Z')).toEqual({ delivered: 0, failed: 0, waiting: 0 });
    expect(await standing('spring')).toBe('DELIVERED');
    expect(await deliveries('spring')).toEqual(['1 03-10 09:00 2026-03-10 2026-03-12 DELIVERED']);
    expect(fixture.handed).toHaveLength(1);
    // Of nine, 20 % is 1.8: two of control.
    const assigned = await assignments('spring');
    expect(assigned.filter((line) => line.endsWith('/Control'))).toHaveLength(2);
    expect(assigned.filter((line) => line.endsWith('/Offer'))).toHaveLength(7);

    const { client } = fixture;
    expect(await client`select * from facet.campaigns where plan_id = 'spring'`).toMatchObject([
      {
        campaign_name: 'Spring sale',
        campaign_type_name: 'Test/Control',
        target_group_name: 'S',
        status: 'Delivered',
        tag_names: ['sale'],
        execution_start_date: '2026-03-10',
        execution_end_date: '2026-03-10',
        brand: 'Nordhang',
      },
    ]);
    const views = await client`
      select t.targeting_state as state, t.campaign_action_id as number, t.campaign_action_name as action, t.brand, count(*)::int as count
      from bi.vw_targeted_and_excluded_customers_v1_2 t where plan_id = 'spring' and execution_date = '2026-03-10'
      group by 1, 2, 3, 4 order by 1`;
    expect([...views]).toEqual([
      { state: 'CONTROL', number: 1, action: 'DN', brand: 'Nordhang', count: 2 },
      { state: 'TARGETED', number: 2, action: 'Offer', brand: 'Nordhang', count: 7 },
    ]);
    const scheduled = await client`
      select campaign_action_name as action, channel_name as channel from bi.vw_scheduled_campaigns_v1_2
      where plan_id = 'spring' order by 1, 2`;
    expect([...scheduled]).toEqual([
      { action: 'DN', channel: null },
      { action: 'Offer', channel: 'folder' },
      { action: 'Offer', channel: 'mail' },
    ]);
    const recipients = await client`
      select campaign_type, segment_id, sub_audience_name, treatment_name, is_control, destination_id, brand,
        delivery_datetime, launch_datetime, count(*)::int as count
      from facet.campaign_recipients where campaign_id = 'spring' group by 1, 2, 3, 4, 5, 6, 7, 8, 9 order by 4, 6`;
    const common = {
      campaign_type: 'One-time',
      segment_id: 'S',
      sub_audience_name: 'Remaining',
      brand: 'Nordhang',
      delivery_datetime: '2026-03-10T09:00:00Z',
      launch_datetime: '2026-03-12T09:00:00Z',
    };
    expect([...recipients]).toEqual([
      { ...common, treatment_name: 'Control', is_control: true, destination_id: null, count: 2 },
      { ...common, treatment_name: 'Offer', is_control: false, destination_id: 'folder', count: 7 },
      { ...common, treatment_name: 'Offer', is_control: false, destination_id: 'mail', count: 7 },
    ]);
  });

  it('can be changed and delivered again, and knows who was in it before', async () => {
    fixture.sets = { S: [...everyone, 'k'], X: [] };
    await updateCampaign(
      fixture.asker('2026-03-20T08:00:00Z'),
      {
        id: 'spring',
        definition: sampleGiven({ contactRules: { newMembersOnly: true }, remaining: { treatments: split(0) } }),
        version: 1,
      },
      fixture.author('2026-03-20T08:00:00Z'),
    );
    const now = '2026-03-20T08:00:00Z';
    await deliverCampaign(fixture.asker(now), 'spring', fixture.author(now));
    expect(await fixture.run(now)).toEqual({ delivered: 1, failed: 0, waiting: 0 });
    expect(await standing('spring')).toBe('DELIVERED');
    const assigned = await assignments('spring', 2);
    // j was excluded the first time, so it is new, as k is.
    expect(assigned.filter((line) => !line.endsWith('NOT_NEW'))).toEqual(['j Remaining/Offer', 'k Remaining/Offer']);
    const reasons = await fixture.client`
      select targeting_state as state, exclusion_reason_id as id, exclusion_reason as reason, count(*)::int as count
      from bi.vw_targeted_and_excluded_customers_v1_2 where plan_id = 'spring' and execution_date = '2026-03-20'
      group by 1, 2, 3 order by 1`;
    expect([...reasons]).toEqual([
      { state: 'EXCLUDED', id: 103, reason: 'Not new', count: 9 },
      { state: 'TARGETED', id: null, reason: null, count: 2 },
    ]);
    const [counts] = await fixture.client`
      select counts from facet.campaign_deliveries where campaign_id = 'spring' and number = 2`;
    expect(counts?.['counts']).toMatchObject({ entered: 2, left: 9, stayed: 0 });
  });

  it('is recorded nowhere where that is not wanted, and counts for contact rules all the same', async () => {
    await fixture.create('quiet', { recordRecipients: false });
    await schedule('quiet', '2026-04-01T08:00:00Z');
    await fixture.run('2026-04-01T08:00:00Z');
    const { client } = fixture;
    expect(await client`select from facet.campaign_recipients where campaign_id = 'quiet'`).toHaveLength(0);
    expect(await client`select from facet.campaign_targetings where plan_id = 'quiet'`).toHaveLength(0);
    expect(await standing('quiet')).toBe('DELIVERED');
    await fixture.create('second', { contactRules: { limit: { times: 1, days: 3 } } });
    await schedule('second', '2026-04-03T08:00:00Z');
    await fixture.run('2026-04-03T08:00:00Z');
    const assigned = await assignments('second');
    const sent = (await assignments('quiet')).filter((line) => line.endsWith('/Offer')).map((line) => line[0]);
    expect(assigned.filter((line) => line.endsWith('CONTACT_LIMIT')).map((line) => line[0])).toEqual(sent);
  });
});

describe('two deliveries on one day', () => {
  it('are one occurrence, in which sent goes before control', async () => {
    const now = '2026-04-10T08:00:00Z';
    await fixture.create('twice', { remaining: { treatments: split(100) } });
    await schedule('twice', now);
    await fixture.run(now);
    const definition = sampleGiven({ remaining: { treatments: split(40) } });
    await updateCampaign(fixture.asker(now), { id: 'twice', definition, version: 1 }, fixture.author(now));
    await deliverCampaign(fixture.asker(now), 'twice', fixture.author(now));
    await fixture.run('2026-04-10T09:00:00Z');
    const states = await fixture.client`
      select t.targeting_state as state, count(*)::int as count from bi.vw_targeted_and_excluded_customers_v1_2 t
      where plan_id = 'twice' group by 1 order by 1`;
    expect([...states]).toEqual([
      { state: 'CONTROL', count: 4 },
      { state: 'TARGETED', count: 6 },
    ]);
  });
});

describe('a customer who is on none of the lists', () => {
  it('was excluded, and was not contacted', async () => {
    const now = '2026-04-20T08:00:00Z';
    await fixture.create('reaching', { remaining: { treatments: split(0, ['folder', 'mail']) } });
    await schedule('reaching', now);
    fixture.handOver = async (_, id) => {
      // a lacks what both destinations require, b what one of them does.
      await fixture.client`
        insert into facet.delivery_parts (delivery_id, part_number, treatment_id, destination_id, name, attributes)
        values (${id}, 1, 'Remaining/Offer', 'folder', 'x', '[]'), (${id}, 2, 'Remaining/Offer', 'mail', 'x', '[]')`;
      await fixture.client`
        insert into facet.delivery_rows (customer_id, delivery_id, part_number, row_number, missing)
        values ('a', ${id}, 1, 1, 'EMAIL'), ('a', ${id}, 2, 1, 'EMAIL'), ('b', ${id}, 2, 1, 'EMAIL')`;
      return { state: 'DELIVERED' };
    };
    await fixture.run(now);
    const excluded = await fixture.client`
      select customer_id as id, exclusion_reason_id as reason from facet.campaign_targetings
      where plan_id = 'reaching' and plan_detail_id is null`;
    expect([...excluded]).toEqual([{ id: 'a', reason: 106 }]);
    const listed = await fixture.client`
      select customer_id || ' ' || destination_id as line from facet.campaign_recipients
      where campaign_id = 'reaching' and customer_id <= 'c' order by 1`;
    expect(listed.map(({ line }) => line as string)).toEqual(['b folder', 'c folder', 'c mail']);
    fixture.handOver = async () => ({ state: 'DELIVERED' });
    await fixture.create('limited', { contactRules: { limit: { times: 1, days: 2 } } });
    await schedule('limited', '2026-04-21T08:00:00Z');
    await fixture.run('2026-04-21T08:00:00Z');
    const kept = (await assignments('limited')).filter((line) => !line.endsWith('CONTACT_LIMIT'));
    expect(kept.map((line) => line[0])).toEqual(['a']);
  });
});

describe('a recurring campaign', () => {
  it('is delivered at each due time, with the treatments that customers had', async () => {
    const repeat = { repeat: 'WEEKLY', from: '2026-05-04', time: '09:00', runs: 3 };
    await fixture.create('weekly', {
      type: 'RECURRING',
      schedule: repeat,
      launchDaysAfter: 1,
      remaining: { treatments: split(30) },
    });
    await schedule('weekly', '2026-05-01T08:00:00Z');
    // Berlin is two hours ahead in May.
    expect(await standing('weekly')).toBe('SCHEDULED 2026-05-04 07:00');
    await fixture.run('2026-05-04T07:00:00Z');
    expect(await standing('weekly')).toBe('SCHEDULED 2026-05-11 07:00');
    const first = await assignments('weekly', 1);
    fixture.sets = { S: ['c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'] };
    // The server was down on the 11th and the 18th: one delivery makes up for both.
    await fixture.run('2026-05-19T12:00:00Z');
    expect(await deliveries('weekly')).toEqual([
      '1 05-04 07:00 2026-05-04 2026-05-05 DELIVERED',
      '2 05-18 07:00 2026-05-19 2026-05-20 DELIVERED',
    ]);
    const second = await assignments('weekly', 2);
    const stayed = first.filter((line) => line > 'c');
    const control = (lines: readonly string[]) => lines.filter((line) => line.endsWith('/Control'));
    expect(control(second)).toHaveLength(3);
    // Those of control who are still there are it again.
    expect(control(second)).toEqual(expect.arrayContaining(control(stayed)));
    const [row] = await fixture.client`
      select counts from facet.campaign_deliveries where campaign_id = 'weekly' and number = 2`;
    expect(row?.['counts']).toMatchObject({ entered: 2, left: 2, stayed: 8 });
    await fixture.run('2026-05-25T07:00:00Z');
    // The third was the last.
    expect(await standing('weekly')).toBe('DELIVERED');
    expect(await deliveries('weekly')).toHaveLength(3);
  });

  it('delivers once more where only that is asked after its end', async () => {
    const now = '2026-05-26T08:00:00Z';
    const open = { repeat: 'DAILY', from: '2026-05-01', time: '09:00' };
    const definition = sampleGiven({ type: 'RECURRING', schedule: open });
    await updateCampaign(fixture.asker(now), { id: 'weekly', definition, version: null }, fixture.author(now));
    await deliverCampaign(fixture.asker(now), 'weekly', fixture.author(now));
    await fixture.run(now);
    expect(await standing('weekly')).toBe('DELIVERED');
    expect(await deliveries('weekly')).toHaveLength(4);
  });

  it('whose schedule has ended is not on a longer one because it is delivered once more', async () => {
    const repeat = { repeat: 'DAILY', from: '2026-06-10', time: '09:00' };
    await fixture.create('ended', { type: 'RECURRING', schedule: { ...repeat, runs: 1 } });
    await schedule('ended', '2026-06-10T00:00:00Z');
    await fixture.run('2026-06-10T07:00:00Z');
    expect(await standing('ended')).toBe('DELIVERED');
    const now = '2026-06-10T10:00:00Z';
    const definition = sampleGiven({ type: 'RECURRING', schedule: repeat });
    await updateCampaign(fixture.asker(now), { id: 'ended', definition, version: 1 }, fixture.author(now));
    await deliverCampaign(fixture.asker(now), 'ended', fixture.author(now));
    await fixture.run(now);
    expect(await standing('ended')).toBe('DELIVERED');
    expect(await deliveries('ended')).toHaveLength(2);
  });

  it('can be unscheduled between two deliveries', async () => {
    const repeat = { repeat: 'DAILY', from: '2026-06-01', time: '09:00' };
    await fixture.create('daily', { type: 'RECURRING', schedule: repeat });
    await schedule('daily', '2026-06-01T00:00:00Z');
    await fixture.run('2026-06-01T07:00:00Z');
    const now = '2026-06-01T10:00:00Z';
    await unscheduleCampaign(fixture.asker(now), 'daily', fixture.author(now));
    expect(await standing('daily')).toBe('DELIVERED');
    await fixture.run('2026-06-02T07:00:00Z');
    expect(await deliveries('daily')).toHaveLength(1);
  });
});

describe('a delivery', () => {
  it('is made once, however many look at the same time', async () => {
    await fixture.create('once');
    await schedule('once', '2026-07-01T08:00:00Z');
    const reports = await Promise.all([1, 2, 3].map(() => fixture.run('2026-07-01T08:00:00Z')));
    expect(reports.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(1);
    expect(reports.every(({ failed }) => failed === 0)).toBe(true);
    expect(await deliveries('once')).toHaveLength(1);
    expect(await assignments('once')).toHaveLength(10);
    const [loads] = await fixture.client`
      select count(*)::int as count from facet.loads where kind = 'campaign' and inputs ->> 'campaign' = 'once'`;
    expect(loads).toEqual({ count: 1 });
  });

  it('goes on where it was broken off, with the customers that it had', async () => {
    await fixture.create('broken');
    await schedule('broken', '2026-07-02T08:00:00Z');
    const aborter = new AbortController();
    const killed = fixture.handOver;
    fixture.handOver = async () => {
      aborter.abort(new Error('killed'));
      throw new Error('the process has gone');
    };
    const job = { ...fixture.job('2026-07-02T08:00:00Z'), signal: aborter.signal };
    await expect(runCampaigns(job, fixture.steps)).rejects.toThrow('killed');
    expect(await standing('broken')).toBe('DELIVERING');
    const before = await assignments('broken');
    fixture.handOver = killed;
    fixture.sets = { S: ['z'] };
    expect(await fixture.run('2026-07-02T09:00:00Z')).toEqual({ delivered: 1, failed: 0, waiting: 0 });
    expect(await assignments('broken')).toEqual(before);
    expect(await standing('broken')).toBe('DELIVERED');
    expect(new Set(fixture.handed).size).toBe(1);
  });

  it('that fails keeps its reason, and is tried again where that is asked', async () => {
    await fixture.create('failing', {
      type: 'RECURRING',
      schedule: { repeat: 'DAILY', from: '2026-07-03', time: '10:00' },
    });
    await schedule('failing', '2026-07-03T07:00:00Z');
    fixture.handOver = async () => ({ state: 'ERROR', error: 'The folder is full.' });
    expect(await fixture.run('2026-07-03T08:00:00Z')).toEqual({ delivered: 0, failed: 1, waiting: 0 });
    expect(await standing('failing')).toBe('ERROR 2026-07-04 08:00');
    const [row] = await fixture.client`select error from facet.planned_campaigns where campaign_id = 'failing'`;
    expect(row).toEqual({ error: 'The folder is full.' });
    expect(await fixture.client`select from facet.campaign_targetings where plan_id = 'failing'`).toHaveLength(0);
    const shown = await fixture.client`select status from facet.campaigns where plan_id = 'failing'`;
    expect([...shown]).toEqual([{ status: 'Error' }]);
    // It waits for somebody, and the next day's delivery waits too.
    expect(await fixture.run('2026-07-04T12:00:00Z')).toEqual({ delivered: 0, failed: 0, waiting: 0 });
    expect(await fixture.run('2026-07-04T12:00:00Z', { retry: true })).toEqual({ delivered: 0, failed: 1, waiting: 0 });
    fixture.handOver = async () => ({ state: 'DELIVERED' });
    const now = '2026-07-04T13:00:00Z';
    await deliverCampaign(fixture.asker(now), 'failing', fixture.author(now));
    expect(await fixture.run(now)).toEqual({ delivered: 1, failed: 0, waiting: 0 });
    expect(await standing('failing')).toBe('SCHEDULED 2026-07-04 08:00');
    expect(await fixture.run('2026-07-04T13:00:01Z')).toEqual({ delivered: 1, failed: 0, waiting: 0 });
    expect(await standing('failing')).toBe('SCHEDULED 2026-07-05 08:00');
    await unscheduleCampaign(fixture.asker(now), 'failing', fixture.author(now));
  });

  it('whose segments cannot be asked fails without a customer, and stops no other', async () => {
    await fixture.create('gone', { audience: { include: ['G'] } });
    await fixture.create('well');
    await schedule('gone', '2026-07-06T08:00:00Z');
    await schedule('well', '2026-07-06T08:00:00Z');
    expect(await fixture.run('2026-07-06T08:00:00Z')).toEqual({ delivered: 1, failed: 1, waiting: 0 });
    expect([await standing('gone'), await standing('well')]).toEqual(['ERROR', 'DELIVERED']);
    expect(await assignments('gone')).toEqual([]);
    fixture.sets = { S: everyone, G: ['a'] };
    expect(await fixture.run('2026-07-06T09:00:00Z', { retry: true })).toMatchObject({ delivered: 1 });
    expect(await assignments('gone')).toEqual(['a Remaining/Offer']);
  });

  it('of which the database is lost while it is assigned is left as it is, and assigned by the next run', async () => {
    await fixture.create('lost');
    await schedule('lost', '2026-07-07T08:00:00Z');
    const { client, steps } = fixture;
    const slow = { saved: () => sql`select 'a' as customer_id from pg_sleep(20)`, defined: () => sql`select ''` };
    const job = fixture.job('2026-07-07T08:00:00Z');
    const killed = runCampaigns(job, { ...steps, openMembers: async () => slow }).catch((error: unknown) => error);
    const end = Date.now() + 10_000;
    for (let ended = 0; ended === 0 && Date.now() < end;)
      ended = (
        await fixture.database.client`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and query like '%insert into facet.campaign_assignments%' and state = 'active' and pid <> pg_backend_pid()`
      ).length;
    expect(await killed).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    expect(await standing('lost')).toBe('DELIVERING');
    expect(await assignments('lost')).toEqual([]);
    expect(await client`select from facet.loads where inputs ->> 'campaign' = 'lost'`).toHaveLength(0);
    expect(await fixture.run('2026-07-07T09:00:00Z')).toEqual({ delivered: 1, failed: 0, waiting: 0 });
    expect(await assignments('lost')).toHaveLength(10);
    expect(await deliveries('lost')).toHaveLength(1);
  });

  it('that one process gives up while another goes on with it is delivered, and no failure stays', async () => {
    await fixture.create('contested');
    await schedule('contested', '2026-07-10T08:00:00Z');
    fixture.handOver = async () => {
      // As the other process notes it, before this one has ended.
      await fixture.client`
        with d as (update facet.campaign_deliveries set state = 'ERROR', error = 'full' where campaign_id = 'contested')
        update facet.planned_campaigns set status = 'ERROR', error = 'full' where campaign_id = 'contested'`;
      return { state: 'DELIVERED' };
    };
    expect(await fixture.run('2026-07-10T08:00:00Z')).toEqual({ delivered: 1, failed: 0, waiting: 0 });
    expect(await standing('contested')).toBe('DELIVERED');
    expect((await deliveries('contested')).map((line) => line.split(' ').at(-1))).toEqual(['DELIVERED']);
    expect(await fixture.client`select error from facet.planned_campaigns where campaign_id = 'contested'`).toEqual([
      { error: null },
    ]);
  });

  it('that waits for its next attempt is asked for again', async () => {
    await fixture.create('slow');
    await schedule('slow', '2026-07-08T08:00:00Z');
    fixture.handOver = async () => ({ state: 'WAITING', nextAttemptAt: new Date('2026-07-08T08:05:00Z') });
    expect(await fixture.run('2026-07-08T08:00:00Z')).toEqual({ delivered: 0, failed: 0, waiting: 1 });
    expect(await standing('slow')).toBe('DELIVERING');
    fixture.handOver = async () => ({ state: 'DELIVERED' });
    expect(await fixture.run('2026-07-08T08:05:00Z')).toEqual({ delivered: 1, failed: 0, waiting: 0 });
  });
});

it('one campaign that cannot be begun keeps no other waiting', async () => {
  for (const id of ['begun', 'unbegun']) {
    await fixture.create(id, { schedule: { at: '2027-02-10T09:00:00Z' } });
    await schedule(id, '2027-02-01T08:00:00Z');
  }
  // A key that is given out twice is a fault which no campaign brings about.
  const job = fixture.job('2027-02-10T09:00:00Z');
  const newId = () => '00000000-0000-4000-9000-000000000001';
  expect(await runCampaigns(job, { ...fixture.steps, newId })).toEqual({ delivered: 1, failed: 1, waiting: 0 });
  expect([await standing('begun'), await standing('unbegun')]).toEqual(['DELIVERED', 'SCHEDULED 2027-02-10 09:00']);
  expect(await fixture.run('2027-02-10T10:00:00Z')).toEqual({ delivered: 1, failed: 0, waiting: 0 });
  expect(await standing('unbegun')).toBe('DELIVERED');
});
