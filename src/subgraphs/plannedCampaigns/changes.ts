import { randomUUID } from 'node:crypto';
import type { PlannedCampaignRow } from '../../campaigns/store/PlannedCampaignRow.js';
import type { CampaignAuthor } from '../../campaigns/store/CampaignAuthor.js';
import type { CampaignAsker } from '../../campaigns/verbs/CampaignAsker.js';
import { createCampaign } from '../../campaigns/verbs/createCampaign.js';
import { updateCampaign } from '../../campaigns/verbs/updateCampaign.js';
import type { RequestContext } from '../../federation/requestContext.js';
import { requireWriter } from '../../federation/requireWriter.js';
import type { MutationCreateCampaignArgs, MutationUpdateCampaignArgs } from '../../generated/resolvers.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { campaignAsker } from './loaders.js';

const authorOf = ({ viewer, now }: RequestContext): CampaignAuthor => ({ name: viewer.name, now });

/** Keeps a new campaign. Throws a `UserError` for a viewer who may only read, and for what cannot be. */
export function addCampaign(
  context: RequestContext,
  { id, definition }: MutationCreateCampaignArgs,
): Promise<PlannedCampaignRow> {
  requireWriter(context);
  return createCampaign(campaignAsker(context), { id: id ?? randomUUID(), definition }, authorOf(context));
}

/** Gives a campaign a new version. Throws a `UserError` for a viewer who may only read, and for what cannot be. */
export async function changeCampaign(
  context: RequestContext,
  { id, definition, version }: MutationUpdateCampaignArgs,
): Promise<PlannedCampaignRow> {
  requireWriter(context);
  const given = { id: checkKey(id, 'id'), definition, version: version ?? null };
  return updateCampaign(campaignAsker(context), given, authorOf(context));
}

/** A change that brings a campaign from one status to another. */
type Verb = (asker: CampaignAsker, id: string, author: CampaignAuthor) => Promise<PlannedCampaignRow>;

/** Brings a campaign from one status to another. Throws a `UserError` for a viewer who may only read, and where it cannot be. */
export async function moveCampaign(
  context: RequestContext,
  { id }: { readonly id: string },
  verb: Verb,
): Promise<PlannedCampaignRow> {
  requireWriter(context);
  return verb(campaignAsker(context), checkKey(id, 'id'), authorOf(context));
}
