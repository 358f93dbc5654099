import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { openMembers } from '../campaigns/audience/openMembers.js';
import { assignDelivery } from '../campaigns/run/assignDelivery.js';
import { beginDue } from '../campaigns/run/beginDue.js';
import { finishDelivery } from '../campaigns/run/finishDelivery.js';
import { selectDeliveries, type PlannedDeliveryRow } from '../campaigns/store/PlannedDeliveryRow.js';
import { readCampaigns } from '../campaigns/store/readCampaigns.js';
import type { CampaignAsker } from '../campaigns/verbs/CampaignAsker.js';
import { createCampaign } from '../campaigns/verbs/createCampaign.js';
import { deliverCampaign, scheduleCampaign } from '../campaigns/verbs/scheduleCampaign.js';
import type { Job } from '../db/job.js';
import { run } from '../db/runStatement.js';
import { addDays, dayIn } from '../lib/time/days.js';
import { askerOf } from '../membership/openContext.js';
import { jobScope } from '../segmentWriting/jobScope.js';
import { createSegment } from '../segmentWriting/verbs/createSegment.js';
import { demoSegments } from './words/segments.js';
import { nextLetter, sentLetter } from './words/ownCampaigns.js';

const name = 'facet demo';

const withoutFlags = { tables: {}, columns: {}, attributes: {}, metrics: {} };

async function openAsker(job: Job) {
  const { config } = job;
  const asker = askerOf(await jobScope({ ...job, config: { ...config, segmentable: withoutFlags } }));
  // The demo has no destinations: what its letter was handed to is a name alone.
  const campaigns: CampaignAsker = { scope: asker.scope, openMembers: openMembers(asker), checkDestinations: () => {} };
  return { asker, campaigns };
}

/** A UUID that only the seed decides. */
function uuidOf(seed: number): string {
  const hex = createHash('md5').update(`delivery/${seed}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The instant of a local time. */
async function instantOf({ client, config }: Job, day: string, time: string): Promise<Date> {
  const [row] = await client<{ at: Date }[]>`
    select extract(epoch from (${day}::date + ${time}::time) at time zone ${config.timeZone}::text)::float8 * 1000 as at`;
  return new Date(Number(row?.at));
}

/**
 * Sends the letter, as of its day: its segment, the campaign, and its one delivery, by which customers are drawn as they are in any other.
 * Only handing over is left out.
 */
export async function sendLetter(job: Job, seed: number, lastDay: string): Promise<void> {
  const { id, definition, daysBefore, time } = sentLetter;
  const then = { ...job, now: await instantOf(job, addDays(lastDay, -daysBefore), time) };
  const { asker, campaigns } = await openAsker(then);
  for (const segment of demoSegments)
    if (definition.audience.include.some((one) => one === segment.id)) await createSegment(asker, segment, { name });
  const author = { name, now: then.now };
  await createCampaign(campaigns, { id, definition }, author);
  // Equal seeds draw equally.
  await run(
    job.client,
    sql`update facet.planned_campaigns set salt = md5(${`salt/${seed}`}::text) where campaign_id = ${id}`,
  );
  await deliverCampaign(campaigns, id, author);
  await beginDue(
    { ...then, progress: { say: () => {}, update: () => {} } },
    () => uuidOf(seed),
    (_, error) => {
      throw error;
    },
  );
  const open = () => run<PlannedDeliveryRow>(job.client, selectDeliveries(sql`d.campaign_id = ${id}`));
  for (const delivery of await open())
    await assignDelivery(
      then,
      asker.scope,
      delivery,
      { openMembers: async (_, given) => campaigns.openMembers(given) },
      null,
    );
  for (const delivery of await open()) await finishDelivery(then, delivery);
}

/** Schedules the letter that is yet to come, unless that is done. */
export async function scheduleLetter(job: Job, lastDay: string): Promise<void> {
  const { id, definition, daysAfter } = nextLetter;
  const { campaigns } = await openAsker(job);
  const [known] = await readCampaigns(campaigns.scope, [id]);
  if (known != null) return;
  const today = dayIn(job.config.timeZone, job.now);
  const at = await instantOf(job, addDays(lastDay > today ? lastDay : today, daysAfter), sentLetter.time);
  const author = { name, now: job.now };
  await createCampaign(campaigns, { id, definition: { ...definition, schedule: { at: at.toISOString() } } }, author);
  await scheduleCampaign(campaigns, id, author);
}
