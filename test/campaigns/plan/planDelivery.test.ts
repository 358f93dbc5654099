import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDoor } from '../../../src/db/door.js';
import { planDelivery } from '../../../src/campaigns/plan/planDelivery.js';
import { scheduleCampaign } from '../../../src/campaigns/verbs/scheduleCampaign.js';
import { openScope } from '../../support/scope.js';
import { sampleCampaign, split } from '../support/campaign.js';
import { campaignFixture, type CampaignFixture } from '../support/campaignFixture.js';
import { setMembers } from '../support/setMembers.js';

let fixture: CampaignFixture;
beforeAll(async () => {
  fixture = await campaignFixture();
});
afterAll(() => fixture.drop());

const tables = ['planned_campaigns', 'campaign_deliveries', 'campaign_assignments', 'campaign_targetings', 'loads'];

const written = async () =>
  Promise.all(
    tables.map(
      async (table) =>
        (await fixture.client`select count(*)::int as count from ${fixture.client(`facet.${table}`)}`)[0]?.['count'],
    ),
  );

const given = {
  audience: { include: ['S'], exclude: ['X'] },
  subAudiences: [{ name: 'Near', segments: ['N'], treatments: split(50) }],
  remaining: undefined,
};

it('tells who would enter, leave, stay and be dropped, and writes nothing', async () => {
  fixture.sets = { S: ['a', 'b', 'c', 'd', 'e'], X: ['e'], N: ['a', 'b', 'c'] };
  await fixture.create('plan', given);
  const now = '2026-03-02T08:00:00Z';
  await scheduleCampaign(fixture.asker(now), 'plan', fixture.author(now));
  await fixture.run(now);
  const sets = { S: ['b', 'c', 'd', 'f', 'g'], X: [], N: ['b', 'c', 'f', 'g'] };
  const statements: unknown[] = [];
  const scope = openScope(fixture, {
    db: createDoor(fixture.client, { onStatement: (statement) => void statements.push(statement) }),
    now: new Date('2026-03-09T08:00:00Z'),
  });
  const before = await written();
  const plan = await planDelivery(
    scope,
    { id: 'plan', definition: sampleCampaign(given), salt: 'plan' },
    { openMembers: async () => setMembers(sets), holdout: null, sample: 2 },
  );
  expect(plan).toMatchObject({ entered: 2, left: 1, stayed: 2, enteredSample: ['f', 'g'], leftSample: ['a'] });
  expect(plan.parts.map(({ treatmentId, dropReason, customers }) => [treatmentId ?? dropReason, customers])).toEqual([
    ['NO_SUB_AUDIENCE', 1],
    ['Near/Control', 2],
    ['Near/Offer', 2],
  ]);
  expect(plan.parts[0]?.sample).toEqual(['d']);
  expect(statements).toHaveLength(2);
  expect(await written()).toEqual(before);
});

it('tells of a campaign in the making, and of nobody', async () => {
  const plan = (customers: readonly string[]) =>
    planDelivery(
      openScope(fixture),
      { id: null, definition: sampleCampaign(), salt: 'x' },
      { openMembers: async () => setMembers({ S: customers }), holdout: null, sample: 5 },
    );
  expect(await plan([])).toEqual({ entered: 0, left: 0, stayed: 0, enteredSample: [], leftSample: [], parts: [] });
  expect(await plan(['a'])).toMatchObject({ entered: 1, parts: [{ treatmentId: 'Remaining/Offer', sample: ['a'] }] });
});
