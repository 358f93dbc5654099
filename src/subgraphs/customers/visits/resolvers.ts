import type { GraphQLResolveInfo } from 'graphql';
import { chargedPage } from '../../../federation/answeredRows.js';
import { planOf, type RequestContext } from '../../../federation/requestContext.js';
import type { CustomerVisitsArgs, Resolvers } from '../../../generated/resolvers.js';
import { checkRange } from '../../../lib/checks/checkRange.js';
import { listOf, toPage, type Connection } from '../../../lib/relay/page.js';
import { nodesOfPage, selectedColumns } from '../../../lib/relay/selection.js';
import { positioned, readPage, toCursorKey } from '../../../population/position.js';
import { visitsOfCustomers } from './lists.js';
import { visitPageLoader } from './loaders.js';
import { pagesOf, columnsOfVisits, type VisitRow } from './shape.js';

/** What is the same for all customers of a field. */
function planVisits(
  context: RequestContext,
  { from = null, to = null, first, after }: Partial<CustomerVisitsArgs>,
  info: GraphQLResolveInfo,
): (customerId: string) => Promise<Connection<VisitRow>> {
  const range = { from, to };
  checkRange(range);
  const list = listOf('visits', range);
  const page = toPage(list, { first, after });
  const loader = visitPageLoader(context, {
    range,
    page: positioned(page, visitsOfCustomers.order),
    columns: selectedColumns(info, 'Visit', columnsOfVisits, nodesOfPage(info, 'Visit')),
  });
  return async (customerId) => {
    const rows = await readPage(page, () => loader.load(customerId));
    return chargedPage(context, list, page, rows, ({ day, _at, _key }) => toCursorKey(null, [day, _at, _key]));
  };
}

export const visitResolvers = {
  Customer: {
    visits: ({ id }, asked, context, info) =>
      planOf(context, 'visits', info.fieldNodes, () => planVisits(context, asked, info))(id),
  },
  Visit: {
    pages: pagesOf,
  },
} satisfies Resolvers;
