import { members } from './vocabulary.js';

/** Where a planned campaign stands in its life. */
export const plannedCampaignStatuses = ['DRAFT', 'SCHEDULED', 'DELIVERING', 'DELIVERED', 'ERROR', 'ARCHIVED'] as const;

/** Where a planned campaign stands in its life. */
export type PlannedCampaignStatus = (typeof plannedCampaignStatuses)[number];

/** The statuses as members: `PlannedCampaignStatus.DRAFT`. */
export const PlannedCampaignStatus = members(plannedCampaignStatuses);

/** States of a delivery: due and not begun; its customers are assigned; all is handed over; stopped with an error. */
export const deliveryStates = ['DUE', 'ASSIGNED', 'DELIVERED', 'ERROR'] as const;

/** What has become of a delivery. */
export type DeliveryState = (typeof deliveryStates)[number];

/** The states as members: `DeliveryState.ASSIGNED`. */
export const DeliveryState = members(deliveryStates);

/** Why a customer of the audience gets nothing, in the order in which the reasons are tried; the first counts. */
export const dropReasons = ['HOLDOUT', 'NO_CONSENT', 'NOT_NEW', 'CONTACT_LIMIT', 'NO_SUB_AUDIENCE'] as const;

/** Why a customer of the audience gets nothing. */
export type DropReason = (typeof dropReasons)[number];

/** The reasons as members: `DropReason.HOLDOUT`. */
export const DropReason = members(dropReasons);

/** How often planned campaigns deliver. */
export const plannedCampaignTypes = ['ONE_TIME', 'RECURRING'] as const;

/** How often a planned campaign delivers. */
export type PlannedCampaignType = (typeof plannedCampaignTypes)[number];

/** The types as members: `PlannedCampaignType.RECURRING`. */
export const PlannedCampaignType = members(plannedCampaignTypes);

/** Why a customer of a planned campaign's audience has a targeting as excluded: number, name and sentence, as the views show them. */
export const exclusionReasons: Readonly<
  Record<DropReason | 'MISSING_ATTRIBUTE', { readonly id: number; readonly name: string; readonly sentence: string }>
> = {
  HOLDOUT: { id: 101, name: 'Holdout', sentence: 'Held out of all campaigns' },
  NO_CONSENT: { id: 102, name: 'No consent', sentence: 'Has not consented to what the campaign needs consent for' },
  NOT_NEW: { id: 103, name: 'Not new', sentence: 'Was in an earlier delivery of the campaign' },
  CONTACT_LIMIT: { id: 104, name: 'Contact limit', sentence: 'Was sent as many campaigns as the contact rule allows' },
  NO_SUB_AUDIENCE: { id: 105, name: 'No sub-audience', sentence: 'Is in none of the sub-audiences' },
  MISSING_ATTRIBUTE: { id: 106, name: 'Missing attribute', sentence: 'Lacks what the destination must be given' },
};
