import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '../../src/access/viewer.js';
import { runCampaigns } from '../../src/campaigns/run/runCampaigns.js';
import { campaignSteps } from '../../src/cli/steps/campaignSteps.js';
import { resolveRoles, rolesKeys } from '../../src/config/access/roleKeys.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';
import { clientNamed } from '../support/viewers.js';

let database: TestDatabase;
let client: Sql;

const everything = {
  apps: 'all',
  pii: { IDENTITY: 'show', CONTACT: 'show', LOCATION: 'show', DEMOGRAPHIC: 'show' },
  unclassified: 'show',
  scopes: 'all',
  policies: 'all',
};

/** Roles that see all but for one key, with what a refusal names. */
const narrowed: Readonly<Record<string, readonly [keys: object, named: string]>> = {
  ofApps: [{ apps: ['default'] }, 'apps and brands'],
  ofBrands: [{ brands: ['north'] }, 'apps and brands'],
  masked: [{ pii: { ...everything.pii, CONTACT: 'mask' } }, 'pii and unclassified'],
  hidden: [{ pii: { ...everything.pii, IDENTITY: 'hide' } }, 'pii and unclassified'],
  refused: [{ pii: { IDENTITY: 'show' } }, 'pii and unclassified'],
  unclassified: [{ unclassified: 'mask' }, 'pii and unclassified'],
  withoutField: [{ fields: { not: ['Customer.email'] } }, 'fields'],
  someFields: [{ fields: { only: ['Customer.*', 'Mutation.*', 'Query.*'] } }, 'fields'],
  groups: [{ leastGroup: 5 }, 'leastGroup'],
};

/** What those roles get that are not shown a planned campaign at all. */
const codeOfCampaign: Readonly<Record<string, string>> = {
  masked: 'VALUE_NOT_READABLE',
  hidden: 'VALUE_NOT_READABLE',
  refused: 'VALUE_NOT_READABLE',
  unclassified: 'VALUE_NOT_READABLE',
  withoutField: 'VALUE_NOT_READABLE',
  someFields: 'VALUE_NOT_READABLE',
  groups: 'GROUP_TOO_SMALL',
};

/** Roles that see all values of this server, and not all of others'. */
const ofOthers: Readonly<Record<string, readonly [keys: object, named: string]>> = {
  someRooms: [{ subgraphs: ['segments', 'customers', 'plannedCampaigns', 'validation'] }, 'subgraphs'],
  noScopes: [{ scopes: [] }, 'scopes'],
  noPolicies: [{ policies: [] }, 'policies'],
};

const roles = resolveRoles(
  rolesKeys.parse({
    all: everything,
    ...Object.fromEntries(
      Object.entries({ ...narrowed, ...ofOthers }).map(([name, [keys]]) => [name, { ...everything, ...keys }]),
    ),
  }),
);

/** A viewer of a role that may write, with the rows of the role. */
function writer(name: string): Viewer {
  const role = roles.get(name);
  if (role === undefined) throw new Error(`There is no role ${name}`);
  return clientNamed('somebody', { mayWrite: true, role, apps: role.apps, brands: role.brands });
}

const graphOf = (viewer: Viewer) =>
  openGraph(database, '2026-11-23', 'UTC', undefined, undefined, {
    viewer,
    campaigns: { destinations: [], holdout: null },
  });

const campaign = `{ name: "Winter", type: ONE_TIME, audience: { include: ["all"] },
  remaining: { treatments: [{ name: "Voucher", percentage: 100 }] } }`;

/** Every mutation, with what could be given to it. */
const mutations: Readonly<Record<string, string>> = {
  createSegment: '(id: "all", name: "All", definition: {}) { size }',
  updateSegment: '(id: "all", name: "Everybody") { size }',
  archiveSegment: '(id: "all") { id }',
  createCampaign: `(id: "winter", definition: ${campaign}) { id }`,
  updateCampaign: `(id: "winter", definition: ${campaign}) { id }`,
  scheduleCampaign: '(id: "winter") { id }',
  unscheduleCampaign: '(id: "winter") { id }',
  deliverCampaign: '(id: "winter") { id }',
  archiveCampaign: '(id: "winter") { id }',
  setValidationThreshold: '(check: "customers.email", warnAbove: 1) { check }',
  removeValidationThreshold: '(check: "customers.email") { check }',
  forgetCustomer: '(id: "A") { receiptId }',
};

beforeAll(async () => {
  database = await cloneDatabase();
  client = openClient(database.target, { max: 6 });
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }]);
});
afterAll(async () => {
  await client.end({ timeout: 5 });
  await database.drop();
});

describe('who does not see everything', () => {
  it('is asked for by every mutation there is', async () => {
    const { schema } = await graphOf(writer('all'));
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).toSorted()).toEqual(
      Object.keys(mutations).toSorted(),
    );
  });

  it.each(Object.entries({ ...narrowed, ...ofOthers }))('may save nothing: %s', async (name, [, named]) => {
    const graph = await graphOf(writer(name));
    for (const [field, given] of Object.entries(mutations)) {
      const { errors } = await graph.ask(`mutation { ${field}${given} }`);
      expect([field, errors]).toMatchObject([
        field,
        [{ code: 'WRITER_NOT_FULL', message: expect.stringContaining(`does not see all (${named})`) }],
      ]);
    }
    expect(await database.client`select from facet.segments`).toEqual([]);
    expect(await database.client`select from facet.planned_campaigns`).toEqual([]);
  });

  it('is told first that a key may only read', async () => {
    const graph = await graphOf({ ...writer('masked'), mayWrite: false });
    const { errors } = await graph.ask(`mutation { createSegment${mutations['createSegment']} }`);
    expect(errors).toMatchObject([{ code: 'READ_ONLY_KEY' }]);
  });
});

describe('what a campaign would do, or has done', () => {
  const counts = 'entered left stayed parts { customers sample { id } }';
  const planned = `campaignPlan(definition: ${campaign}) { ${counts} }`;
  const delivered = `plannedCampaign(id: "winter") {
    plan { ${counts} } deliveries { state counts { ${counts} } handedOver { sent shrunk { missing customers } } } }`;

  beforeAll(async () => {
    const graph = await graphOf(writer('all'));
    for (const field of ['createSegment', 'createCampaign', 'deliverCampaign'])
      expect((await graph.ask(`mutation { ${field}${mutations[field]} }`)).errors).toEqual([]);
    const job = testJob({ client }, '2026-11-23T12:00:00Z');
    await runCampaigns(job, campaignSteps);
  });

  it('is shown to who sees everything, also without the rights of other servers’ fields', async () => {
    for (const name of ['all', ...Object.keys(ofOthers)]) {
      const graph = await graphOf(writer(name));
      const { data, errors } = await graph.ask(`{ ${planned} ${delivered} }`);
      expect(errors).toEqual([]);
      expect(data).toMatchObject({
        campaignPlan: { entered: 2 },
        plannedCampaign: {
          plan: { entered: 0, stayed: 2 },
          deliveries: [{ state: 'DELIVERED', counts: { entered: 2 } }],
        },
      });
    }
  });

  it.each(Object.entries(narrowed))('is not shown to who does not: %s', async (name, [, named]) => {
    const graph = await graphOf(writer(name));
    const message = expect.stringContaining(`does not see all (${named})`);
    const before = await graph.ask(`{ ${planned} }`);
    expect(before.errors).toMatchObject([{ code: 'PLAN_NOT_READABLE', message }]);
    for (const asked of [
      `plan { entered }`,
      `deliveries { counts { entered } }`,
      `deliveries { handedOver { sent } }`,
    ]) {
      const { data, errors } = await graph.ask(`{ plannedCampaign(id: "winter") { id ${asked} } }`);
      const seen = data['plannedCampaign'] as { deliveries?: readonly unknown[] } | null;
      // Of deliveries, and of campaigns of other brands, who sees some rows alone is shown none.
      const isNarrowed = named.startsWith('apps') && (seen === null || seen.deliveries?.length === 0);
      if (isNarrowed && errors.length === 0) continue;
      // A campaign's definition names values itself: whose role does not read all is not shown the campaign.
      const ofCampaign = codeOfCampaign[name];
      const refusal = ofCampaign === undefined ? { code: 'PLAN_NOT_READABLE', message } : { code: ofCampaign };
      expect([asked, errors[0]]).toMatchObject([asked, refusal]);
    }
  });
});
