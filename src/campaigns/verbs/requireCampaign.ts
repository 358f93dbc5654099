import { UserError } from '../../lib/errors/UserError.js';
import { shortened } from '../../lib/text/shortened.js';
import { readCampaigns } from '../store/readCampaigns.js';
import type { PlannedCampaignRow } from '../store/PlannedCampaignRow.js';
import type { CampaignAsker } from './CampaignAsker.js';

/** A planned campaign by its key. Throws a `UserError` where there is none. */
export async function requireCampaign(
  { scope }: Pick<CampaignAsker, 'scope'>,
  id: string,
): Promise<PlannedCampaignRow> {
  const [found] = await readCampaigns(scope, [id]);
  if (found == null) throw new UserError(`There is no planned campaign "${shortened(id)}".`, 'UNKNOWN_CAMPAIGN');
  return found;
}
