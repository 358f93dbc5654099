import { createDoor } from '../../../src/db/door.js';
import { readConfig, type Config } from '../../../src/config.js';
import { openClient, type Sql } from '../../../src/db/client.js';
import type { Job } from '../../../src/db/job.js';
import type { CampaignAsker } from '../../../src/campaigns/verbs/CampaignAsker.js';
import type { CampaignJob, CampaignSteps, HandOver } from '../../../src/campaigns/run/CampaignSteps.js';
import { runCampaigns, type CampaignRunOptions } from '../../../src/campaigns/run/runCampaigns.js';
import { createCampaign } from '../../../src/campaigns/verbs/createCampaign.js';
import { openScope } from '../../support/scope.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { testJob } from '../../support/job.js';
import { sampleGiven } from './campaign.js';
import { setMembers, type Sets } from './setMembers.js';

export interface CampaignFixture {
  readonly database: TestDatabase;
  readonly client: Sql;
  /** Who is in the segments; may be changed. */
  sets: Record<string, readonly string[]>;
  /** What handing over comes to; may be changed. */
  handOver: (job: CampaignJob, deliveryId: string) => Promise<HandOver>;
  /** The deliveries that were handed over, each time. */
  readonly handed: string[];
  readonly steps: CampaignSteps;
  job(now: string, config?: Partial<Config>): Job;
  asker(now: string): CampaignAsker;
  author(now: string): { readonly name: string; readonly now: Date };
  create(id: string, given?: Readonly<Record<string, unknown>>): Promise<unknown>;
  run(now: string, options?: CampaignRunOptions, config?: Partial<Config>): ReturnType<typeof runCampaigns>;
  drop(): Promise<void>;
}

/** A database where segments are plain sets, and what is handed over is only counted. */
export async function campaignFixture(timeZone = 'UTC'): Promise<CampaignFixture> {
  const database = await cloneDatabase();
  const client = openClient(database.target, { max: 6, applicationName: 'facet campaigns' });
  const handed: string[] = [];
  const sets = (): Sets => fixture.sets;
  let made = 0;
  const steps: CampaignSteps = {
    openScope: async () => openScope({ client }, { timeZone }),
    openMembers: async () => setMembers(sets()),
    async deliver(job, { deliveryId }) {
      handed.push(deliveryId);
      return fixture.handOver(job, deliveryId);
    },
    newId: () => {
      made += 1;
      return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
    },
  };
  const at = (now: string): Date => new Date(now);
  const fixture: CampaignFixture = {
    database,
    client,
    sets: { S: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] },
    handOver: async () => ({ state: 'DELIVERED' }),
    handed,
    steps,
    job: (now, config = {}) => testJob({ client }, now, { ...readConfig({}), timeZone, ...config }),
    asker: (now) => ({
      scope: openScope({ client }, { db: createDoor(client), timeZone, now: at(now) }),
      openMembers: async () => setMembers(sets()),
      checkDestinations: () => {},
    }),
    author: (now) => ({ name: 'ann', now: at(now) }),
    create: (id, given = {}) =>
      createCampaign(
        fixture.asker('2026-03-01T08:00:00Z'),
        { id, definition: sampleGiven(given) },
        fixture.author('2026-03-01T08:00:00Z'),
      ),
    run: (now, options, config) => runCampaigns(fixture.job(now, config), steps, options),
    drop: async () => {
      await client.end({ timeout: 5 });
      await database.drop();
    },
  };
  return fixture;
}
