import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../../federation/requestContext.js';
import type { QueryCustomersAggregateArgs, Resolvers } from '../../../generated/resolvers.js';
import { checkVariables } from '../../../lib/checks/checkVariables.js';
import { once } from '../../../lib/async/once.js';
import { toPage } from '../../../lib/relay/page.js';
import {
  checkCustomerGroups,
  customerGroupNames,
  groupsDay,
  groupsOfCustomers,
} from '../../../population/customerGroups.js';
import type { AskedMeasure } from '../../../population/groups/askedGroups.js';
import { checkMeasure, namesAttribute } from '../../../population/groups/checkGroups.js';
import { compileGroups, measureNamed } from '../../../population/groups/compileGroups.js';
import { countGroups, findGroupsPage, noPage } from '../../../population/groups/groupsPage.js';
import { compilePopulation } from '../../../population/population.js';
import { dayFinder } from '../profile/loaders.js';
import { askedOfGroups } from './selection.js';
import { askedAs, toAggregate, type CustomerAggregateConnectionRow, type CustomerAggregateRow } from './shape.js';

async function aggregatePage(
  asked: Partial<QueryCustomersAggregateArgs>,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<CustomerAggregateConnectionRow> {
  checkVariables(info, ['filter', 'having']);
  const selection = askedOfGroups(context, info);
  const question = checkCustomerGroups('customersAggregate', asked);
  for (const measure of selection.measures) checkMeasure(measure, measure.path);
  const page = toPage(question.list, asked);
  const day = await groupsDay(dayFinder(context), question, page, namesAttribute(selection.measures));
  const names = customerGroupNames(context, day);
  const compiled = compileGroups(question.groups, names);
  const groups = groupsOfCustomers(context, compilePopulation(context, question, day), compiled);
  const measures = selection.measures.map((one) => [askedAs(one), measureNamed(names, one, one.path)] as const);
  const { order, keys } = compiled;
  const groupKeys = keys.map((operand, n) => ({ operand, grain: question.groups.groupBy[n]?.grain ?? null }));
  const read = { list: question.list, page, groups, measures: measures.map(([, operand]) => operand), order, day };
  const connection = selection.isPageAsked
    ? await findGroupsPage(context, read, (textOf) => toAggregate(groupKeys, measures, textOf))
    : noPage<CustomerAggregateRow>(read);
  return { ...connection, count: once(() => countGroups(context, groups)) };
}

const measureIn = ({ measures }: CustomerAggregateRow, asked: AskedMeasure): string | null =>
  measures.get(askedAs(asked)) ?? null;

const numberIn = (row: CustomerAggregateRow, asked: AskedMeasure): number => Number(measureIn(row, asked) ?? 0);

export const customerAggregateResolvers = {
  Query: {
    customersAggregate: (_, asked, context, info) => aggregatePage(asked, context, info),
  },
  CustomerAggregateConnection: {
    totalCount: ({ count }) => count(),
  },
  CustomerAggregate: {
    count: (row) => numberIn(row, { measure: 'COUNT' }),
    sum: (row, value) => measureIn(row, { ...value, measure: 'SUM' }),
    average: (row, value) => measureIn(row, { ...value, measure: 'AVERAGE' }),
    minimum: (row, value) => measureIn(row, { ...value, measure: 'MINIMUM' }),
    maximum: (row, value) => measureIn(row, { ...value, measure: 'MAXIMUM' }),
    distinct: (row, value) => numberIn(row, { ...value, measure: 'DISTINCT' }),
  },
} satisfies Resolvers;
