import { readDefinition } from '../../../src/campaigns/definition/readDefinition.js';
import type { CampaignDefinition } from '../../../src/campaigns/definition/campaignDefinition.js';

/** Control and the others, in percent. */
export const split = (control: number, destinations: readonly string[] = ['folder']) => [
  { name: 'Offer', percentage: 100 - control, destinations: destinations.map((destination) => ({ destination })) },
  { name: 'Control', percentage: control, isControl: true },
];

/** A one-time campaign for the segment `S` with a control of ten percent, but for what is given. */
export const sampleGiven = (given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  name: 'Spring',
  type: 'ONE_TIME',
  audience: { include: ['S'] },
  remaining: { treatments: split(10) },
  ...given,
});

/** The same, read. */
export const sampleCampaign = (given: Readonly<Record<string, unknown>> = {}): CampaignDefinition =>
  readDefinition(sampleGiven(given));
