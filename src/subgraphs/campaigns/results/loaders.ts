import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../../federation/requestContext.js';
import type { OccurrenceKey } from '../plans/shape.js';
import type { CampaignResultsRow } from '../../../results/CampaignResultsRow.js';
import {
  findCampaignResults,
  findDeliveryResults,
  findOccurrenceResults,
  type ResultsQuestion,
} from '../../../results/findResults.js';

/** Tells questions apart. */
const nameOf = ({ measured: { days, kpis, currency, from, to }, asked }: ResultsQuestion): string =>
  JSON.stringify([days, kpis.map(({ name }) => name), currency, from, to, asked]);

/** The results of imported campaigns, by their keys. */
export const campaignResultsLoader = (context: RequestContext, question: ResultsQuestion) =>
  loaderOf<string, CampaignResultsRow>(
    context,
    `campaign results ${nameOf(question)}`,
    () => new DataLoader<string, CampaignResultsRow>((planIds) => findCampaignResults(context, planIds, question)),
  );

/** The results of deliveries, by the keys of their campaigns. */
export const deliveryResultsLoader = (context: RequestContext, question: ResultsQuestion) =>
  loaderOf<string, CampaignResultsRow>(
    context,
    `delivery results ${nameOf(question)}`,
    () =>
      new DataLoader<string, CampaignResultsRow>((campaignIds) => findDeliveryResults(context, campaignIds, question)),
  );

/** The results of occurrences. */
export const occurrenceResultsLoader = (context: RequestContext, question: ResultsQuestion) =>
  loaderOf<OccurrenceKey, CampaignResultsRow>(
    context,
    `occurrence results ${nameOf(question)}`,
    () =>
      new DataLoader<OccurrenceKey, CampaignResultsRow, string>(
        (keys) => findOccurrenceResults(context, keys, question),
        {
          cacheKeyFn: ({ planId, executionDate }) => JSON.stringify([planId, executionDate]),
        },
      ),
  );
