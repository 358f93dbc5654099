import { refuseForLeast } from '../../../access/leastGroup.js';
import type { Resolvers } from '../../../generated/resolvers.js';
import { planOf } from '../../../federation/requestContext.js';
import { knownReference } from '../../knownReference.js';
import { TargetingState } from '../../../words/targetingStates.js';
import { loadAskedCampaign, loadChannels } from '../loaders.js';
import { charged } from '../../../federation/answeredRows.js';
import { deliveryPage } from './deliveries/pages.js';
import { campaignExplanation, occurrenceOf, takenBy } from './explanation.js';
import { dayLoader } from './loaders.js';
import { checkStates, targetingPage } from './pages.js';
import { redemptionLoader } from './redemptions/loaders.js';
import { askedTargetings } from './selection.js';
import { explanationSentence } from './sentences.js';
import { ofCampaign, ofCustomer } from './sides.js';

export const targetingResolvers = {
  Customer: {
    campaignTargetings: ({ id }, asked, context, info) => targetingPage(context, ofCustomer, id, asked, info),
    campaignDeliveries: ({ id }, asked, context) => deliveryPage(context, id, asked),
    campaignExplanation: ({ id }, asked, context, info) => campaignExplanation(context, id, asked, info),
  },
  CampaignDelivery: {
    campaign: ({ campaignId }, _, context, info) => loadAskedCampaign(context, campaignId, info),
  },
  Campaign: {
    targetings: ({ planId }, asked, context, info) => targetingPage(context, ofCampaign, planId, asked, info),
  },
  CampaignTargetingConnection: {
    totalCount({ count, isOfMany }, _, { viewer }) {
      // Many targetings may be of few customers.
      if (isOfMany) refuseForLeast(viewer, 'totalCount');
      return count();
    },
  },
  CampaignTargeting: {
    customer: ({ customerId }, _, context, info) => knownReference('Customer', customerId, context, info),
    campaign: ({ planId }, _, context, info) => loadAskedCampaign(context, planId, info),
    channels: ({ planId, planDetailId, state }, _, context) =>
      planDetailId === null || state === TargetingState.CONTROL ? [] : loadChannels(context, { planId, planDetailId }),
    takenFromCampaign: ({ takenFromPlanId }, _, context, info) =>
      takenFromPlanId === null ? null : loadAskedCampaign(context, takenFromPlanId, info),
    redemptions: async (row, _, context) => charged(context, await redemptionLoader(context).load(row)),
  },
  CampaignExplanation: {
    sentence: (row, _, context) => explanationSentence(row, context),
    takenBy: (row, _, context) => takenBy(row, context),
    occurrence: (row, _, context) => occurrenceOf(row, context),
  },
  MarketingImpactDay: {
    targetings: async ({ customerId, date }, { states }, context, info) => {
      const { loader } = planOf(context, 'targetings of days', info.fieldNodes, () => ({
        loader: dayLoader(context, checkStates(states), askedTargetings(info)),
      }));
      return charged(context, await loader.load({ customerId, date }));
    },
  },
} satisfies Resolvers;
