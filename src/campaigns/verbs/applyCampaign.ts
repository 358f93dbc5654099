import { isDeepStrictEqual } from 'node:util';
import { readDefinition } from '../definition/readDefinition.js';
import type { CampaignAuthor } from '../store/CampaignAuthor.js';
import { readCampaigns } from '../store/readCampaigns.js';
import type { CampaignAsker } from './CampaignAsker.js';
import { createCampaign } from './createCampaign.js';
import { updateCampaign } from './updateCampaign.js';

/**
 * Makes a campaign what a file says: a new draft, the next version, or nothing where it is so already. Throws a `UserError` that names
 * what is wrong with it; of a dry run too, which writes nothing.
 */
export async function applyCampaign(
  asker: CampaignAsker,
  { id, definition: given }: { readonly id: string; readonly definition: unknown },
  author: CampaignAuthor,
  dryRun: boolean,
): Promise<'made' | 'changed' | 'left as it is'> {
  const definition = readDefinition(given);
  const [known] = await readCampaigns(asker.scope, [id]);
  if (known != null && isDeepStrictEqual(known.definition, JSON.parse(JSON.stringify(definition))))
    return 'left as it is';
  if (dryRun) {
    asker.checkDestinations(definition);
    await asker.openMembers(definition);
  } else if (known == null) await createCampaign(asker, { id, definition: given }, author);
  else await updateCampaign(asker, { id, definition: given, version: known.version }, author);
  return known == null ? 'made' : 'changed';
}
