import { dayIn } from '../../lib/time/days.js';
import { hideCampaign, showCampaign } from '../record/showCampaign.js';
import type { CampaignAuthor } from '../store/CampaignAuthor.js';
import type { PlannedCampaignRow } from '../store/PlannedCampaignRow.js';
import {
  editableStatuses,
  storeArchived,
  storeDeliverNow,
  storeRetry,
  storeSchedule,
  storeUnschedule,
} from '../store/storeCampaign.js';
import { firstDue } from '../schedule/firstDue.js';
import { PlannedCampaignStatus } from '../../words/plannedCampaignWords.js';
import type { CampaignAsker } from './CampaignAsker.js';
import { requireCampaign } from './requireCampaign.js';
import { statusRefusal } from './statusRefusal.js';

/** Checks anew what the definition names: segments, destinations and attributes may have gone since it was written. */
async function checkNames(asker: CampaignAsker, { definition }: PlannedCampaignRow): Promise<void> {
  asker.checkDestinations(definition);
  await asker.openMembers(definition);
}

/** The campaign after a change, or why it could not be changed. */
async function changed(
  asker: CampaignAsker,
  id: string,
  change: string,
  stored: PlannedCampaignRow | undefined,
): Promise<PlannedCampaignRow> {
  if (stored !== undefined) return stored;
  throw statusRefusal(await requireCampaign(asker, id), change);
}

/** Puts a draft or delivered campaign on its schedule. Throws a `UserError` where it stands elsewhere, or cannot be delivered. */
export async function scheduleCampaign(
  asker: CampaignAsker,
  id: string,
  author: CampaignAuthor,
): Promise<PlannedCampaignRow> {
  const known = await requireCampaign(asker, id);
  if (!editableStatuses.includes(known.status)) throw statusRefusal(known, 'scheduled');
  await checkNames(asker, known);
  const due = firstDue(known.definition.schedule, asker.scope.timeZone, author.now);
  const { db, timeZone } = asker.scope;
  const stored = await changed(asker, id, 'scheduled', await storeSchedule(db, known, due, author));
  await showCampaign(db, stored, 'Scheduled', dayIn(timeZone, due));
  return stored;
}

/** Takes a campaign off its schedule. Throws a `UserError` where it is on none. */
export async function unscheduleCampaign(
  asker: CampaignAsker,
  id: string,
  author: CampaignAuthor,
): Promise<PlannedCampaignRow> {
  const { db } = asker.scope;
  const stored = await changed(asker, id, 'unscheduled', await storeUnschedule(db, id, author));
  await hideCampaign(db, id);
  return stored;
}

/**
 * Has a campaign deliver as soon as the serving process or `facet campaigns run` looks; one that stands with an error tries its delivery
 * again. Throws a `UserError` where it is under way or put away.
 */
export async function deliverCampaign(
  asker: CampaignAsker,
  id: string,
  author: CampaignAuthor,
): Promise<PlannedCampaignRow> {
  const known = await requireCampaign(asker, id);
  await checkNames(asker, known);
  const { db } = asker.scope;
  const stored =
    known.status === PlannedCampaignStatus.ERROR
      ? await storeRetry(db, id, author)
      : await storeDeliverNow(db, id, author);
  return changed(asker, id, 'delivered', stored);
}

/** Puts a campaign away that is neither scheduled nor under way. Throws a `UserError` where it is. */
export async function archiveCampaign(
  asker: CampaignAsker,
  id: string,
  author: CampaignAuthor,
): Promise<PlannedCampaignRow> {
  const { db } = asker.scope;
  const stored = await changed(asker, id, 'archived', await storeArchived(db, id, author));
  await hideCampaign(db, id);
  return stored;
}
