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
