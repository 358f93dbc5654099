import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../../../federation/requestContext.js';
import type { QueryCampaignsArgs, Resolvers } from '../../../../generated/resolvers.js';
import { checkVariables } from '../../../../lib/checks/checkVariables.js';
import { once } from '../../../../lib/async/once.js';
import { listOf, toConnection, toPage, type Connection, type Page } from '../../../../lib/relay/page.js';
import { isPageAsked, selectedFields } from '../../../../lib/relay/selection.js';
import type { Order, Values } from '../../../../population/keyset.js';
import { readPage, toCursorKey } from '../../../../population/position.js';
import type { CampaignColumn } from '../../columns.js';
import { positionedOnDays } from '../../days.js';
import { campaignColumnsBelow } from '../../selection.js';
import { checkCampaignFilter, type CampaignConditions } from './filter.js';
import { campaignOrder, campaignValues, orderColumns, scheduledOrder, scheduledValues } from './orders.js';
import { countCampaigns, countScheduled, findCampaignPage, findScheduledPage } from './queries.js';

/** A list of campaigns in one of its forms. */
interface CampaignList<R> {
  readonly name: string;
  /** The GraphQL types of its pages and of their edges. */
  readonly connection: string;
  readonly edge: string;
  /** The nodes of its campaigns, below those of its rows. */
  readonly campaignNodes: (info: GraphQLResolveInfo, nodes: readonly FieldNode[]) => readonly FieldNode[];
  readonly order: Order;
  readonly valuesOf: (row: R) => Values;
  readonly find: (
    context: RequestContext,
    asked: CampaignConditions,
    page: Page,
    columns: readonly CampaignColumn[],
  ) => Promise<R[]>;
  readonly count: (context: RequestContext, asked: CampaignConditions) => Promise<number>;
}

/** The columns that the order and the selection of a page need. */
function columnsOf(
  info: GraphQLResolveInfo,
  { connection, edge, campaignNodes }: Pick<CampaignList<object>, 'connection' | 'edge' | 'campaignNodes'>,
) {
  const edges = selectedFields(info, connection, info.fieldNodes).get('edges') ?? [];
  const nodes = campaignNodes(info, selectedFields(info, edge, edges).get('node') ?? []);
  return [...orderColumns, ...campaignColumnsBelow(info, nodes)];
}

/** A page of a list, read only where something of it is asked, and how many rows there are, counted when first asked. */
const pageOf =
  <R>(of: CampaignList<R>) =>
  async (
    asked: Partial<QueryCampaignsArgs>,
    context: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<Connection<R> & { readonly count: () => Promise<number> }> => {
    checkVariables(info, ['filter']);
    const { name, connection, order, valuesOf, find, count } = of;
    const filter = checkCampaignFilter(asked.filter ?? {});
    const list = listOf(name, filter);
    const page = positionedOnDays(toPage(list, asked), order);
    const isAsked = isPageAsked(info, connection);
    const rows = isAsked ? await readPage(page, () => find(context, filter, page, columnsOf(info, of))) : [];
    return {
      ...toConnection(list, page, rows, (row) => toCursorKey(null, valuesOf(row))),
      count: once(() => count(context, filter)),
    };
  };

const campaignPage = pageOf({
  name: 'campaigns',
  connection: 'CampaignConnection',
  edge: 'CampaignEdge',
  campaignNodes: (_, nodes) => nodes,
  order: campaignOrder,
  valuesOf: campaignValues,
  find: findCampaignPage,
  count: countCampaigns,
});

const scheduledPage = pageOf({
  name: 'scheduledCampaigns',
  connection: 'ScheduledCampaignConnection',
  edge: 'ScheduledCampaignEdge',
  campaignNodes: (info, nodes) => selectedFields(info, 'ScheduledCampaign', nodes).get('campaign') ?? [],
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
