import type { Resolvers } from '../../../generated/resolvers.js';
import { loadReference } from '../../../federation/references.js';
import { campaignLoader, loadChannels } from '../loaders.js';
import { charged } from '../limits.js';
import { deliveryPage } from './deliveries/pages.js';
import { campaignExplanation, occurrenceOf, takenBy } from './explanation.js';
import { dayLoader } from './loaders.js';
import { checkStates, targetingPage } from './pages.js';
import { redemptionLoader } from './redemptions/loaders.js';
import { sentenceOf } from './sentences.js';
import { ofCampaign, ofCustomer } from './sides.js';

export const targetingResolvers = {
  Customer: {
    campaignTargetings: ({ id }, asked, context, info) => targetingPage(context, ofCustomer, id, asked, info),
    campaignDeliveries: ({ id }, asked, context) => deliveryPage(context, id, asked),
    campaignExplanation: ({ id }, asked, context, info) => campaignExplanation(context, id, asked, info),
  },
  CampaignDelivery: {
    campaign: ({ campaignId }, _, context) => campaignLoader(context).load(campaignId),
  },
  Campaign: {
    targetings: ({ planId }, asked, context, info) => targetingPage(context, ofCampaign, planId, asked, info),
  },
  CampaignTargetingConnection: {
    totalCount: ({ count }) => count(),
  },
  CampaignTargeting: {
    customer: ({ customerId }, _, context, info) => loadReference('Customer', customerId, context, info),
    campaign: ({ planId }, _, context) => campaignLoader(context).load(planId),
    channels: ({ planId, planDetailId, state }, _, context) =>
      planDetailId === null || state === 'CONTROL' ? [] : loadChannels(context, { planId, planDetailId }),
    takenFromCampaign: ({ takenFromPlanId }, _, context) =>
      takenFromPlanId === null ? null : campaignLoader(context).load(takenFromPlanId),
    redemptions: async (row, _, context) => charged(context, await redemptionLoader(context).load(row)),
  },
  CampaignExplanation: {
    sentence: (row, _, context) => sentenceOf(row, context),
    takenBy: (row, _, context) => takenBy(row, context),
    occurrence: (row, _, context) => occurrenceOf(row, context),
  },
  MarketingImpactDay: {
    targetings: async ({ customerId, date }, { states }, context) =>
      charged(context, await dayLoader(context, checkStates(states)).load({ customerId, date })),
  },
} satisfies Resolvers;
