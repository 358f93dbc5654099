import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../../../context.js';
import type { QueryCampaignsArgs, Resolvers } from '../../../../generated/resolvers.js';
import { checkVariables } from '../../../../lib/checkVariables.js';
import { once } from '../../../../lib/once.js';
import { hashOf, toConnection, toPage, type Connection, type Page } from '../../../../lib/page.js';
import { isPageAsked } from '../../../../lib/selection.js';
import type { Order, Values } from '../../../../population/keyset.js';
import { readPage, toCursorKey } from '../../../../population/position.js';
import { positionedOnDays } from '../../days.js';
import { checkCampaignFilter, type CampaignConditions } from './filter.js';
import { campaignOrder, campaignValues, scheduledOrder, scheduledValues } from './orders.js';
import { countCampaigns, countScheduled, findCampaignPage, findScheduledPage } from './queries.js';

/** A list of campaigns in one of its forms. */
interface CampaignList<R> {
  readonly name: string;
  /** The GraphQL type of its pages. */
  readonly connection: string;
  readonly order: Order;
  readonly valuesOf: (row: R) => Values;
  readonly find: (context: RequestContext, asked: CampaignConditions, page: Page) => Promise<R[]>;
  readonly count: (context: RequestContext, asked: CampaignConditions) => Promise<number>;
}

/** A page of a list, read only where something of it is asked, and how many rows there are, counted when first asked. */
const pageOf =
  <R>({ name, connection, order, valuesOf, find, count }: CampaignList<R>) =>
  async (
    asked: Partial<QueryCampaignsArgs>,
    context: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<Connection<R> & { readonly count: () => Promise<number> }> => {
    checkVariables(info, ['filter']);
    const filter = checkCampaignFilter(asked.filter ?? {});
    const list = { name, question: hashOf(filter) };
    const page = positionedOnDays(toPage(list, asked), order);
    const rows = isPageAsked(info, connection) ? await readPage(page, () => find(context, filter, page)) : [];
    return {
      ...toConnection(list, page, rows, (row) => toCursorKey(null, valuesOf(row))),
      count: once(() => count(context, filter)),
    };
  };

const campaignPage = pageOf({
  name: 'campaigns',
  connection: 'CampaignConnection',
  order: campaignOrder,
  valuesOf: campaignValues,
  find: findCampaignPage,
  count: countCampaigns,
});

const scheduledPage = pageOf({
  name: 'scheduledCampaigns',
  connection: 'ScheduledCampaignConnection',
  order: scheduledOrder,
  valuesOf: scheduledValues,
  find: findScheduledPage,
  count: countScheduled,
});

export const listResolvers = {
  Query: {
    campaigns: (_, asked, context, info) => campaignPage(asked, context, info),
    scheduledCampaigns: (_, asked, context, info) => scheduledPage(asked, context, info),
  },
  CampaignConnection: {
    totalCount: ({ count }) => count(),
  },
  ScheduledCampaignConnection: {
    totalCount: ({ count }) => count(),
  },
} satisfies Resolvers;
