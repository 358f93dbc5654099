import { createHash } from 'node:crypto';
import type { CampaignDefinition } from '../definition/campaignDefinition.js';
import { treatmentsOf } from '../definition/treatmentsOf.js';

/** The number of the action that is control, and what the views call it. */
export const controlAction = { id: 1, name: 'DN' } as const;

/** A treatment as an action of the campaign in the views. */
interface ActionRow {
  readonly planDetailId: string;
  readonly actionId: number;
  readonly actionName: string;
}

/** A treatment's destination as a channel of the action. */
interface ChannelRow {
  readonly planDetailId: string;
  readonly channelId: number;
  readonly channelName: string;
}

/** The number of a destination as a channel: made of its name, so that it stays the same. */
const channelIdOf = (destination: string): number =>
  1000 + createHash('sha256').update(destination).digest().readUIntBE(0, 3);

/** A planned campaign's treatments as actions: control has the number 1, the others 2 and more in their order. */
export function actionRows(definition: CampaignDefinition): ActionRow[] {
  let others = controlAction.id;
  return treatmentsOf(definition).map(({ treatmentId, subAudienceId, treatment }) => {
    if (treatment.isControl)
      return { planDetailId: treatmentId, actionId: controlAction.id, actionName: controlAction.name };
    others += 1;
    const actionName = definition.subAudiences.length === 0 ? treatment.name : `${subAudienceId}: ${treatment.name}`;
    return { planDetailId: treatmentId, actionId: others, actionName };
  });
}

/** The destinations of a planned campaign's treatments as channels of the actions. */
export const channelRows = (definition: CampaignDefinition): ChannelRow[] =>
  treatmentsOf(definition).flatMap(({ treatmentId, treatment }) =>
    treatment.destinations.map(({ destination }) => ({
      planDetailId: treatmentId,
      channelId: channelIdOf(destination),
      channelName: destination,
    })),
  );

/** What kind of campaign it is in the views: one variant against control, or several. */
export const recordedType = (definition: CampaignDefinition): { readonly id: number; readonly name: string } =>
  actionRows(definition).filter(({ actionId }) => actionId > controlAction.id).length > 1
    ? { id: 2, name: 'A/B/n' }
    : { id: 1, name: 'Test/Control' };
