import { PlannedCampaignType } from '../../words/plannedCampaignWords.js';

/** The letter that the demo company has sent, with a control of ten percent: of how many it made buyers is known. */
export const sentLetter = {
  id: 'spring-letter',
  /** Days from its delivery to the last day with data: the week that its results are of is over. */
  daysBefore: 14,
  /** Local time of its delivery, before shops open. */
  time: '06:30',
  /** The share of those whom it was sent to who order once more for it, the same as before, within the week. */
  response: 0.2,
  definition: {
    name: 'Spring Letter',
    type: PlannedCampaignType.ONE_TIME,
    labels: ['letter'],
    brand: 'Nordhang',
    audience: { include: ['at-home'] },
    remaining: {
      treatments: [
        { name: 'Control', percentage: 10, isControl: true },
        { name: 'Letter', percentage: 90, destinations: [{ destination: 'mail house' }] },
      ],
    },
  },
} as const;

/** The letter that is yet to come. It has no destination, for the demo has none: nobody gets it. */
export const nextLetter = {
  id: 'autumn-letter',
  /** Days from the last day with data. */
  daysAfter: 30,
  definition: {
    name: 'Autumn Letter',
    type: PlannedCampaignType.ONE_TIME,
    labels: ['letter'],
    brand: 'Nordhang',
    audience: { include: ['at-home'], exclude: ['contacted-this-week'] },
    remaining: {
      treatments: [
        { name: 'Control', percentage: 10, isControl: true },
        { name: 'Letter', percentage: 90 },
      ],
    },
  },
} as const;
