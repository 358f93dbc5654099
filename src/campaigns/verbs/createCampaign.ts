import { UserError } from '../../lib/errors/UserError.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { readDefinition } from '../definition/readDefinition.js';
import type { CampaignAuthor } from '../store/CampaignAuthor.js';
import type { PlannedCampaignRow } from '../store/PlannedCampaignRow.js';
import { storeCampaign } from '../store/storeCampaign.js';
import type { CampaignAsker } from './CampaignAsker.js';

/** Keys of campaigns stand in paths and in idempotency keys. */
const campaignId = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/** Keeps a new campaign as a draft. Throws a `UserError` that names what is wrong with its definition or its key. */
export async function createCampaign(
  asker: CampaignAsker,
  { id, definition: given }: { readonly id: string; readonly definition: unknown },
  author: CampaignAuthor,
): Promise<PlannedCampaignRow> {
  const key = checkKey(id, 'id');
  if (!campaignId.test(key))
    throw new UserError('"id" is no key of 1 to 100 letters of a to z, digits, "-" and "_", such as spring-2026.');
  const definition = readDefinition(given);
  asker.checkDestinations(definition);
  await asker.openMembers(definition);
  const stored = await storeCampaign(asker.scope.db, key, definition, author);
  if (stored === undefined)
    throw new UserError(`There is a campaign "${key}" already; give another "id", or none.`, 'CAMPAIGN_STATUS');
  return stored;
}
