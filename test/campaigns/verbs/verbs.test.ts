import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createCampaign } from '../../../src/campaigns/verbs/createCampaign.js';
import {
  archiveCampaign,
  deliverCampaign,
  scheduleCampaign,
  unscheduleCampaign,
} from '../../../src/campaigns/verbs/scheduleCampaign.js';
import { updateCampaign } from '../../../src/campaigns/verbs/updateCampaign.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { plannedCampaignStatuses, type PlannedCampaignStatus } from '../../../src/words/plannedCampaignWords.js';
import { refusal } from '../../support/refusal.js';
import { sampleGiven } from '../support/campaign.js';
import { campaignFixture, type CampaignFixture } from '../support/campaignFixture.js';

let fixture: CampaignFixture;
beforeAll(async () => {
  fixture = await campaignFixture();
});
afterAll(() => fixture.drop());

const now = '2026-03-02T08:00:00Z';
const verbs = {
  update: (id: string, version: number | null = null) =>
    updateCampaign(fixture.asker(now), { id, definition: sampleGiven({ name: 'New' }), version }, fixture.author(now)),
  schedule: (id: string) => scheduleCampaign(fixture.asker(now), id, fixture.author(now)),
  unschedule: (id: string) => unscheduleCampaign(fixture.asker(now), id, fixture.author(now)),
  deliver: (id: string) => deliverCampaign(fixture.asker(now), id, fixture.author(now)),
  archive: (id: string) => archiveCampaign(fixture.asker(now), id, fixture.author(now)),
};

const put = (id: string, status: PlannedCampaignStatus) =>
  fixture.client`update facet.planned_campaigns set status = ${status} where campaign_id = ${id}`;

describe('the life of a campaign', () => {
  let made = 0;
  let id: string;
  beforeEach(async () => {
    made += 1;
    id = `c${made}`;
    await fixture.create(id);
  });

  it('begins as a draft with a first version', async () => {
    const [row] = await fixture.client`
      select p.status, p.version, p.created_by, p.salt, v.definition ->> 'name' as name
      from facet.planned_campaigns p join facet.planned_campaign_versions v using (campaign_id, version) where campaign_id = ${id}`;
    expect(row).toEqual({ status: 'DRAFT', version: 1, created_by: 'ann', salt: id, name: 'Spring' });
  });

  // What the original says: what is scheduled is unscheduled before it is edited, what was delivered may be edited and rescheduled.
  const allowed: Readonly<Record<keyof typeof verbs, Partial<Record<PlannedCampaignStatus, PlannedCampaignStatus>>>> = {
    update: { DRAFT: 'DRAFT', DELIVERED: 'DELIVERED' },
    schedule: { DRAFT: 'SCHEDULED', DELIVERED: 'SCHEDULED' },
    unschedule: { SCHEDULED: 'DRAFT' },
    deliver: { DRAFT: 'SCHEDULED', DELIVERED: 'SCHEDULED', SCHEDULED: 'SCHEDULED', ERROR: 'DELIVERING' },
    archive: { DRAFT: 'ARCHIVED', DELIVERED: 'ARCHIVED', ERROR: 'ARCHIVED' },
  };

  for (const verb of Object.keys(allowed) as (keyof typeof verbs)[])
    it(`lets nothing but ${Object.keys(allowed[verb]).join(', ')} be told to ${verb}`, async () => {
      for (const status of plannedCampaignStatuses) {
        await put(id, status);
        const after = allowed[verb][status];
        const outcome = await verbs[verb](id).then(
          (row) => row.status,
          (error: UserError) => `${error.code} ${error.message}`,
        );
        if (after === undefined)
          expect(outcome).toMatch(
            new RegExp(`^CAMPAIGN_STATUS The campaign ".+" cannot be \\w+ while it is ${status}.*: .+\\.$`),
          );
        else expect(outcome).toBe(after);
      }
    });

  it('is shown among imported ones while it is scheduled, and once it has delivered', async () => {
    const shown = async () =>
      (
        await fixture.client`
          select c.status, count(a.plan_detail_id)::int as actions from facet.campaigns c join facet.campaign_actions a using (plan_id)
          where plan_id = ${id} group by 1`
      ).map(({ status, actions }) => [status, actions]);
    expect(await shown()).toEqual([]);
    await verbs.schedule(id);
    expect(await shown()).toEqual([['Scheduled', 2]]);
    await verbs.unschedule(id);
    expect(await shown()).toEqual([]);
    await verbs.deliver(id);
    await fixture.run(now);
    expect(await shown()).toEqual([['Delivered', 2]]);
    await verbs.archive(id);
    expect(await shown()).toEqual([['Delivered', 2]]);
  });

  it('is unscheduled to delivered where it has delivered', async () => {
    await verbs.deliver(id);
    await fixture.run(now);
    await verbs.schedule(id);
    expect((await verbs.unschedule(id)).status).toBe('DELIVERED');
  });

  it('keeps every version, and refuses a change of an old one', async () => {
    expect((await verbs.update(id, 1)).version).toBe(2);
    await expect(verbs.update(id, 1)).rejects.toThrow(
      refusal('"version" is 1, and the campaign has version 2: somebody has changed it meanwhile.', 'CAMPAIGN_STATUS'),
    );
    expect((await verbs.update(id)).version).toBe(3);
    const names = await fixture.client`
      select definition ->> 'name' as name from facet.planned_campaign_versions where campaign_id = ${id} order by version`.values();
    expect(names.flat()).toEqual(['Spring', 'New', 'New']);
  });

  it('is one of two changes at the same time, not both', async () => {
    const outcomes = await Promise.allSettled([verbs.update(id, 1), verbs.update(id, 1)]);
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const scheduled = await Promise.allSettled([verbs.schedule(id), verbs.schedule(id)]);
    expect(scheduled.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused with a schedule that has passed', async () => {
    await fixture.create(`${id}-past`, { schedule: { at: '2026-03-02T07:59:59Z' } });
    await expect(verbs.schedule(`${id}-past`)).rejects.toThrow(
      refusal(
        '"schedule.at" is 2026-03-02T07:59:59Z, which has passed; leave it out to deliver at once.',
        'INVALID_CAMPAIGN',
      ),
    );
    const ended = { repeat: 'DAILY', from: '2026-02-01', until: '2026-03-01', time: '09:00' };
    await fixture.create(`${id}-over`, { type: 'RECURRING', schedule: ended });
    await expect(verbs.schedule(`${id}-over`)).rejects.toThrow(
      refusal('"schedule.until" is 2026-03-01, and the schedule has ended.', 'INVALID_CAMPAIGN'),
    );
  });
});

describe('the key of a campaign', () => {
  it('is one that nobody has, imported campaigns neither', async () => {
    await fixture.client`
      insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('imported', 'x', '2026-01-01')`;
    await fixture.create('taken');
    for (const id of ['taken', 'imported'])
      await expect(fixture.create(id)).rejects.toThrow(
        refusal(`There is a campaign "${id}" already; give another "id", or none.`, 'CAMPAIGN_STATUS'),
      );
  });

  it('has letters, digits, - and _ alone', async () => {
    for (const id of ['', ' ', 'a b', 'a/b', '../x', '-a', 'x'.repeat(101)])
      await expect(fixture.create(id)).rejects.toThrow(
        refusal('"id" is no key of 1 to 100 letters of a to z, digits, "-" and "_", such as spring-2026.'),
      );
  });

  it('that nobody has is told', async () => {
    for (const verb of Object.values(verbs))
      await expect(verb('nobody')).rejects.toThrow(
        refusal('There is no planned campaign "nobody".', 'UNKNOWN_CAMPAIGN'),
      );
  });
});

it('is kept by nobody whose segments or destinations are unknown', async () => {
  const asker = {
    ...fixture.asker(now),
    checkDestinations: () => {
      throw new UserError('There is no destination "folder".');
    },
  };
  await expect(
    createCampaign(asker, { id: 'nowhere', definition: sampleGiven() }, fixture.author(now)),
  ).rejects.toThrow(refusal('There is no destination "folder".'));
  expect(await fixture.client`select from facet.planned_campaigns where campaign_id = 'nowhere'`).toHaveLength(0);
});
