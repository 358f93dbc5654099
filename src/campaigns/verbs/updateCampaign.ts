import { UserError } from '../../lib/errors/UserError.js';
import { readDefinition } from '../definition/readDefinition.js';
import type { CampaignAuthor } from '../store/CampaignAuthor.js';
import type { PlannedCampaignRow } from '../store/PlannedCampaignRow.js';
import { editableStatuses, storeVersion } from '../store/storeCampaign.js';
import type { CampaignAsker } from './CampaignAsker.js';
import { requireCampaign } from './requireCampaign.js';
import { statusRefusal } from './statusRefusal.js';

interface GivenChange {
  readonly id: string;
  readonly definition: unknown;
  /** The version that the change was made of; null: whichever is the newest. */
  readonly version: number | null;
}

/**
 * Gives a draft or delivered campaign a new version of its definition. Throws a `UserError` that names what is wrong with it, and where
 * somebody else has made a version meanwhile.
 */
export async function updateCampaign(
  asker: CampaignAsker,
  { id, definition: given, version }: GivenChange,
  author: CampaignAuthor,
): Promise<PlannedCampaignRow> {
  const known = await requireCampaign(asker, id);
  if (!editableStatuses.includes(known.status)) throw statusRefusal(known, 'changed');
  const definition = readDefinition(given);
  asker.checkDestinations(definition);
  await asker.openMembers(definition);
  const stored = await storeVersion(asker.scope.db, id, definition, version, author);
  if (stored !== undefined) return stored;
  const now = await requireCampaign(asker, id);
  if (version !== null && now.version !== version)
    throw new UserError(
      `"version" is ${version}, and the campaign has version ${now.version}: somebody has changed it meanwhile.`,
      'CAMPAIGN_STATUS',
    );
  throw statusRefusal(now, 'changed');
}
