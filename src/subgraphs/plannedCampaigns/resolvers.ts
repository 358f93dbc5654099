import {
  archiveCampaign,
  deliverCampaign,
  scheduleCampaign,
  unscheduleCampaign,
} from '../../campaigns/verbs/scheduleCampaign.js';
import { charged } from '../../federation/answeredRows.js';
import { knownReference } from '../knownReference.js';
import type { Resolvers } from '../../generated/resolvers.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { addCampaign, changeCampaign, moveCampaign } from './changes.js';
import { loadDeliveries, loadHandedParts, loadPlannedCampaign } from './loaders.js';
import { plannedCampaignPage } from './pages.js';
import { requirePlanReader } from './requirePlanReader.js';
import { countsInTheMaking, plannedCounts, sampledCustomers } from './plans.js';

/** States of parts as clients see them. */
const handedStates = { planned: 'PLANNED', prepared: 'PREPARED', sent: 'SENT', failed: 'FAILED' } as const;

export const plannedCampaignResolvers = {
  Query: {
    plannedCampaign: (_, { id }, context) => loadPlannedCampaign(context, checkKey(id, 'id')),
    plannedCampaigns: (_, asked, context) => plannedCampaignPage(context, asked),
    campaignPlan: async (_, { definition, sample }, context) => {
      requirePlanReader(context, 'campaignPlan');
      return countsInTheMaking(context, definition, sample ?? 0);
    },
  },
  Mutation: {
    createCampaign: (_, given, context) => addCampaign(context, given),
    updateCampaign: (_, given, context) => changeCampaign(context, given),
    scheduleCampaign: (_, given, context) => moveCampaign(context, given, scheduleCampaign),
    unscheduleCampaign: (_, given, context) => moveCampaign(context, given, unscheduleCampaign),
    deliverCampaign: (_, given, context) => moveCampaign(context, given, deliverCampaign),
    archiveCampaign: (_, given, context) => moveCampaign(context, given, archiveCampaign),
  },
  PlannedCampaignConnection: {
    totalCount: ({ count }) => count(),
  },
  PlannedCampaign: {
    deliveries: async ({ id }, _, context) => charged(context, await loadDeliveries(context, id)),
    plan: async (planned, { sample }, context) => {
      requirePlanReader(context, 'plan');
      return plannedCounts(context, planned, sample ?? 0);
    },
    // Its row is one of the subgraph of campaigns, which alone knows its shape.
    campaign: async ({ id }, _, context, info) => (await knownReference('Campaign', id, context, info)) as never,
  },
  PlannedDelivery: {
    counts: ({ counts }, _, context) => {
      requirePlanReader(context, 'counts');
      return counts;
    },
    handedOver: async ({ deliveryId }, _, context) => {
      requirePlanReader(context, 'handedOver');
      return charged(context, await loadHandedParts(context, deliveryId));
    },
  },
  HandedPart: {
    state: ({ state }) => handedStates[state],
    shrunk: ({ shrunk }) => Object.entries(shrunk).map(([missing, customers]) => ({ missing, customers })),
  },
  DeliveryCounts: {
    enteredSample: ({ enteredSample }, _, context, info) => sampledCustomers(context, enteredSample, info),
    leftSample: ({ leftSample }, _, context, info) => sampledCustomers(context, leftSample, info),
  },
  DeliveryPartCount: {
    subAudience: ({ subAudienceId }) => (subAudienceId === '' ? null : subAudienceId),
    sample: ({ sample }, _, context, info) => sampledCustomers(context, sample, info),
  },
} satisfies Resolvers;
