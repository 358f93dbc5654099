import type { GraphQLResolveInfo } from 'graphql';
import { planOf, type RequestContext } from '../federation/requestContext.js';
import { toPage, type PageArguments, type PagedList } from '../lib/relay/page.js';
import { selectedCalls } from '../lib/relay/selectedCalls.js';
import { isPageAsked } from '../lib/relay/selection.js';
import type { AskedAggregates } from '../population/groups/aggregatePage.js';
import { selectedMeasures } from '../population/groups/aggregates.js';
import type { AskedGroups, GroupedRows } from '../population/groups/askedGroups.js';
import { checkMeasure } from '../population/groups/checkGroups.js';

/** A question for groups, checked but for its measures and its page. */
interface GroupsQuestion {
  readonly list: PagedList;
  readonly groups: AskedGroups;
}

/**
 * What is asked of groups by a resolved field that gives a connection of some type. Throws a `UserError` for a measure of nothing
 * that rows have, or bad paging arguments.
 */
export function askedAggregates(
  context: RequestContext,
  info: GraphQLResolveInfo,
  { typeName, of }: { readonly typeName: string; readonly of: GroupedRows },
  { list, groups }: GroupsQuestion,
  paging: PageArguments,
): AskedAggregates {
  const selection = planOf(context, 'groups', info.fieldNodes, () => ({
    selected: selectedMeasures(selectedCalls(info, typeName)),
    isPageAsked: isPageAsked(info, `${typeName}Connection`),
  }));
  for (const measure of selection.selected) checkMeasure(measure, of, measure.path);
  return { list, groups, page: toPage(list, paging), ...selection };
}
