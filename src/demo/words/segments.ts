import type { SegmentCondition, SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { NAMED_CUSTOMER } from '../DemoRun.js';
import { PurchaseBehaviour } from '../../words/purchaseBehaviours.js';
import { Materialisation } from '../../words/segmentWords.js';
import { TargetingState } from '../../words/targetingStates.js';

/** A segment of the demo. */
interface DemoSegment {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly materialise: Materialisation;
  readonly definition: SegmentDefinition;
}

const allOf = (...conditions: readonly SegmentCondition[]): SegmentDefinition['include'] => ({
  groups: [{ conditions }],
});

const germanOrAustrian: SegmentCondition = { column: { name: 'country', text: { in: ['DE', 'AT'] } } };

const reachable: SegmentCondition = { contactable: { by: ['EMAIL', 'PHONE'] } };

/** The segments of the demo company, those that others name first. */
export const demoSegments: readonly DemoSegment[] = [
  {
    id: 'at-home',
    name: 'At home',
    description: 'German and Austrian customers, whom letters go to.',
    materialise: Materialisation.NONE,
    definition: { include: allOf(germanOrAustrian, { column: { name: 'id', text: { isNot: NAMED_CUSTOMER } } }) },
  },
  {
    id: 'new-customers',
    name: 'New customers',
    description: 'Those whose first order is not older than a month: they get the welcome letters.',
    materialise: Materialisation.DAILY,
    definition: {
      include: allOf({ purchase: { behaviour: PurchaseBehaviour.FIRST_PURCHASE, date: { gte: '1 month ago' } } }),
    },
  },
  {
    id: 'best-buyers',
    name: 'Best buyers',
    description: 'Those who bought for at least 300 in a year.',
    materialise: Materialisation.DAILY,
    definition: {
      include: allOf({
        purchase: { behaviour: PurchaseBehaviour.TOTAL_VALUE, date: { gte: '1 year ago' }, number: { gte: '300' } },
      }),
    },
  },
  {
    id: 'contacted-this-week',
    name: 'Contacted this week',
    description: 'Those whom a campaign was sent to in the last seven days: others leave them out.',
    materialise: Materialisation.NONE,
    definition: {
      include: allOf({ campaign: { has: true, states: [TargetingState.TARGETED], executed: { gte: '7 days ago' } } }),
    },
  },
  {
    id: 'lapsed',
    name: 'Lapsed',
    description: 'Those who bought before, and nothing for 90 days.',
    materialise: Materialisation.NONE,
    definition: {
      include: allOf(
        { attribute: { name: 'ECOM_NUMBER_OF_ORDERS', number: { gt: '0' } } },
        { purchase: { behaviour: PurchaseBehaviour.HAS_NOT_PURCHASED, date: { gte: '90 days ago' } } },
      ),
    },
  },
  {
    id: 'win-back',
    name: 'Worth winning back',
    description:
      'German and Austrian customers who were worth something, have lapsed, can be reached, and are left in peace.',
    materialise: Materialisation.NONE,
    definition: {
      include: allOf(germanOrAustrian, { segment: { id: 'lapsed' } }, { segment: { id: 'best-buyers' } }, reachable),
      exclude: [{ conditions: [{ segment: { id: 'contacted-this-week' } }] }],
    },
  },
];
