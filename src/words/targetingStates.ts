import { members } from './vocabulary.js';

/** What became of customers whom a campaign was meant for, as `facet.targeting_state` tells it. */
export const targetingStates = ['TARGETED', 'CONTROL', 'EXCLUDED'] as const;

/** What became of a customer whom a campaign was meant for. */
export type TargetingState = (typeof targetingStates)[number];

/** The states as members: `TargetingState.CONTROL`. */
export const TargetingState = members(targetingStates);

/** The number of the kind of action that is control. */
export const controlActionId = 1;
