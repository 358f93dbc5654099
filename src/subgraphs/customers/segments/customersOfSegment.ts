import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { chargedPage, checkRows } from '../../../federation/answeredRows.js';
import { loaderOf, type RequestContext } from '../../../federation/requestContext.js';
import type { SegmentCustomersArgs } from '../../../generated/resolvers.js';
import { once } from '../../../lib/async/once.js';
import { toPage, type Page } from '../../../lib/relay/page.js';
import { isPageAsked } from '../../../lib/relay/selection.js';
import type { Order } from '../../../population/keyset.js';
import { orderOf } from '../../../population/order.js';
import { orderValuesOf } from '../../../population/pageStatement.js';
import type { Population } from '../../../population/population.js';
import { positioned, readPage, toCursorKey } from '../../../population/position.js';
import { questionDay } from '../../../population/profileDays.js';
import { checkCustomerList } from '../../../population/question.js';
import { dayFinder } from '../../dayFinder.js';
import { askedOfEdges } from '../customerSelection.js';
import { readWithProfiles } from '../profileWith.js';
import type { AskedCustomer, CustomerConnectionRow, CustomerRow } from '../shape.js';
import { loadPopulation } from './loadPopulation.js';
import { countPopulations, findPopulationPages } from './queries.js';

interface Read {
  readonly order: Order;
  readonly page: Page;
  readonly asked: AskedCustomer;
}

/** A page of each of some populations: those that are asked together by one statement. */
const pageLoader = (context: RequestContext, name: string, { order, page, asked }: Read) =>
  loaderOf<Population, CustomerRow[]>(
    context,
    `customers of segments ${name}`,
    () =>
      new DataLoader(async (populations) => {
        checkRows(populations.length, page, 'customers');
        let pages: CustomerRow[][] = [];
        await readWithProfiles(context, asked, { most: populations.length * (page.size + 1) }, async (read) => {
          pages = await findPopulationPages(context, populations, { order, page }, read);
          return pages.flat();
        });
        return pages;
      }),
  );

const countLoader = (context: RequestContext) =>
  loaderOf<Population, number>(
    context,
    'sizes of populations',
    () => new DataLoader((populations) => countPopulations(context, populations)),
  );

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
    ? await readPage(page, () => pageLoader(context, name, read).load(population))
    : [];
  const keyOf = (row: CustomerRow) => toCursorKey(profileDay, orderValuesOf(order, row));
  return {
    count: once(() => countLoader(context).load(population)),
    ...chargedPage(context, list, page, rows, keyOf),
  };
}
