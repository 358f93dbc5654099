import type { GraphQLResolveInfo } from 'graphql';
import { chargedPage } from '../../../federation/answeredRows.js';
import type { RequestContext } from '../../../federation/requestContext.js';
import type { SegmentCustomersArgs } from '../../../generated/resolvers.js';
import { once } from '../../../lib/async/once.js';
import { toPage } from '../../../lib/relay/page.js';
import { isPageAsked } from '../../../lib/relay/selection.js';
import { orderOf } from '../../../population/order.js';
import { orderValuesOf } from '../../../population/pageStatement.js';
import { positioned, readPage, toCursorKey } from '../../../population/position.js';
import { questionDay } from '../../../population/profileDays.js';
import { checkCustomerList } from '../../../population/question.js';
import { dayFinder } from '../../dayFinder.js';
import { askedOfEdges } from '../customerSelection.js';
import type { CustomerConnectionRow, CustomerRow } from '../shape.js';
import { loadPopulation, populationCountLoader, populationPageLoader } from './loaders.js';

/** A page of the customers of a segment. Throws a `UserError` that names what is wrong. */
export async function customersOfSegment(
  id: string,
  given: Partial<SegmentCustomersArgs>,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<CustomerConnectionRow> {
  const { asOf, terms, list } = checkCustomerList('customers of a segment', {
    orderBy: given.orderBy,
    asOf: given.asOf,
  });
  const page = toPage(list, given);
  const profileDay = await questionDay(dayFinder(context), asOf, page);
  const order = orderOf(context, terms, { day: profileDay, words: [] });
  const read = { order, page: positioned(page, order), asked: askedOfEdges(context, info) };
  const population = await loadPopulation(context, id, { asOf, profileDay });
  const name = JSON.stringify([asOf, profileDay, terms, read.page, read.asked.fields, read.asked.profile?.day ?? null]);
  const rows = isPageAsked(info, 'CustomerConnection')
    ? await readPage(page, () => populationPageLoader(context, name, read).load(population))
    : [];
  const keyOf = (row: CustomerRow) => toCursorKey(profileDay, orderValuesOf(order, row));
  return {
    count: once(() => populationCountLoader(context).load(population)),
    ...chargedPage(context, list, page, rows, keyOf),
  };
}
